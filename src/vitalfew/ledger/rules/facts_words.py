"""The words that rows of other facts use: whatever a file calls it, one thing has one name here."""

from dataclasses import dataclass
from enum import StrEnum

from vitalfew.ledger.rules.columns import normalise
from vitalfew.ledger.rules.problems import RowProblem


class PaymentKind(StrEnum):
    TRANSFER = "transfer"  # 银行转账
    ACCEPTANCE_BILL = "acceptance_bill"  # 承兑汇票: paid, but money only when the bill is due
    CHEQUE = "cheque"  # 支票
    CASH = "cash"  # 现金
    LETTER_OF_CREDIT = "letter_of_credit"  # 信用证
    OFFSET = "offset"  # 抵账


class QualityKind(StrEnum):
    RETURN = "return"  # 退货
    COMPLAINT = "complaint"  # 投诉
    CLAIM = "claim"  # 索赔


class Severity(StrEnum):
    CRITICAL = "critical"  # 致命
    MAJOR = "major"  # 严重
    MINOR = "minor"  # 一般


class Activity(StrEnum):
    ORDER_PROCESSING = "order_processing"  # 订单处理
    ORDER_LINE = "order_line"  # 订单行
    VISIT = "visit"  # 拜访
    DELIVERY = "delivery"  # 送货
    KM = "km"  # 里程
    URGENT_DELIVERY = "urgent_delivery"  # 加急
    RETURN = "return"  # 退货
    RESTOCK = "restock"  # 返库
    COMPLAINT = "complaint"  # 投诉
    CREDIT = "credit"  # 资金占用
    TECHNICAL_HOURS = "technical_hours"  # 技术工时


class ContractKind(StrEnum):
    FRAMEWORK = "framework"  # 框架协议
    SUPPLY = "supply"  # 供货合同
    PRICE = "price"  # 价格协议
    SERVICE = "service"  # 服务合同
    TENDER = "tender"  # 招标
    CONFIDENTIALITY = "confidentiality"  # 保密协议


class TargetMetric(StrEnum):
    """Named as the objectives name them, who take targets over."""

    NET_REVENUE = "net_revenue"
    GROSS_MARGIN = "gross_margin"
    ORDER_DAYS = "order_days"


class TierWord(StrEnum):
    """Named as the accounts name them, who take owners over."""

    STRATEGIC = "strategic"
    KEY = "key"
    POTENTIAL = "potential"


@dataclass(frozen=True)
class Vocabulary:
    """The words of one field; `problem` is what a word outside it is, None where a company may have its own."""

    words: dict[str, str]  # word as compared → its name here
    problem: RowProblem | None = None


def _vocabulary(named: "dict[StrEnum, str]", problem: RowProblem | None = None) -> Vocabulary:
    words = {normalise(word): name.value for name, text in named.items() for word in text.split("|")}
    return Vocabulary(words | {normalise(name): name.value for name in named}, problem)


VOCABULARIES: dict[str, Vocabulary] = {
    "payment": _vocabulary(
        {
            PaymentKind.TRANSFER: "transfer|bank transfer|wire|tt|t/t|电汇|银行转账|转账|汇款|网银|银行存款",
            PaymentKind.ACCEPTANCE_BILL: "acceptance bill|bill|bank acceptance|draft|承兑汇票|承兑|银行承兑汇票"
            "|银行承兑"
            "|银承|商业承兑汇票|商承|汇票|票据|电子承兑汇票|电票",
            PaymentKind.CHEQUE: "cheque|check|支票",
            PaymentKind.CASH: "cash|现金",
            PaymentKind.LETTER_OF_CREDIT: "letter of credit|lc|l/c|信用证",
            PaymentKind.OFFSET: "offset|netting|抵账|抵扣|冲抵|对冲",
        }
    ),
    "event": _vocabulary(
        {
            QualityKind.RETURN: "returned goods|returns|退货|退换货|返货",
            QualityKind.COMPLAINT: "complaints|customer complaint|投诉|客诉|客户投诉|质量投诉|反馈",
            QualityKind.CLAIM: "claims|索赔|理赔|赔偿",
        },
        RowProblem.UNKNOWN_EVENT,
    ),
    "severity": _vocabulary(
        {
            Severity.CRITICAL: "fatal|very high|a|致命|特别严重|重大|紧急|高",
            Severity.MAJOR: "serious|high|medium|b|严重|较严重|主要|中",
            Severity.MINOR: "low|slight|c|一般|轻微|次要|低",
        },
        RowProblem.UNKNOWN_SEVERITY,
    ),
    "activity": _vocabulary(
        {
            Activity.ORDER_PROCESSING: "orders|order handling|订单处理|订单|下单",
            Activity.ORDER_LINE: "order lines|lines|订单行|订单行数",
            Activity.VISIT: "visits|customer visit|拜访|客户拜访|走访",
            Activity.DELIVERY: "deliveries|shipments|送货|配送|发货",
            Activity.KM: "kilometres|kilometers|mileage|里程|公里|公里数",
            Activity.URGENT_DELIVERY: "urgent deliveries|express|rush order|加急|加急送货|紧急发货|急单",
            Activity.RETURN: "returns|退货",
            Activity.RESTOCK: "restocking|返库|退货入库|重新入库",
            Activity.COMPLAINT: "complaints|投诉|投诉处理|客诉处理",
            Activity.CREDIT: "credit days|capital tied up|资金占用|账款占用",
            Activity.TECHNICAL_HOURS: "technical support|service hours|技术工时|技术支持|技术服务",
        }
    ),
    "contract": _vocabulary(
        {
            ContractKind.FRAMEWORK: "framework agreement|frame contract|框架协议|框架合同|年度框架|年度协议",
            ContractKind.SUPPLY: "supply contract|sales contract|purchase contract|供货合同|采购合同|销售合同|购销合同",
            ContractKind.PRICE: "price agreement|pricing|价格协议|价格合同",
            ContractKind.SERVICE: "service contract|maintenance|服务合同|维保合同|服务协议",
            ContractKind.TENDER: "bid|招标|投标|标书",
            ContractKind.CONFIDENTIALITY: "nda|non-disclosure agreement|保密协议",
        }
    ),
    "metric": _vocabulary(
        {
            TargetMetric.NET_REVENUE: "revenue|sales|net sales|turnover|sales revenue|净收入|销售额|销售收入|收入|营收"
            "|销售",
            TargetMetric.GROSS_MARGIN: "margin|gross profit|profit|毛利|毛利额|利润",
            TargetMetric.ORDER_DAYS: "days with orders|number of order days|下单天数|订货天数",
        },
        RowProblem.UNKNOWN_METRIC,
    ),
    "tier": _vocabulary(
        {
            TierWord.STRATEGIC: "strategic account|战略型|战略|战略客户|a",
            TierWord.KEY: "key account|重点型|重点|重点客户|大客户|b",
            TierWord.POTENTIAL: "potential account|潜力型|潜力|潜力客户|c",
        },
        RowProblem.UNKNOWN_TIER,
    ),
}


def metric_of(header: str) -> str:
    """Return which metric a target column of this name means by itself, "" where it does not say."""
    name = normalise(header)
    if any(word in name for word in ("毛利", "margin", "profit")):
        return TargetMetric.GROSS_MARGIN.value
    return TargetMetric.NET_REVENUE.value if any(word in name for word in ("销售", "sales", "revenue")) else ""
