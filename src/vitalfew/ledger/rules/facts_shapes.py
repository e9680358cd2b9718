"""The kinds of file besides lines: their columns by every name they go by, the best first."""

from vitalfew.ledger.rules.columns import FIELDS
from vitalfew.ledger.rules.facts import FactField, FactHolds, FactKind, Shape

_CODE, _TEXT, _NUMBER, _DAY = FactHolds.CODE, FactHolds.TEXT, FactHolds.NUMBER, FactHolds.DAY
_PERIOD, _WORD, _TAX_ID, _CURRENCY = FactHolds.PERIOD, FactHolds.WORD, FactHolds.TAX_ID, FactHolds.CURRENCY

_CUSTOMER = (
    FactField("customer", _CODE, "||" + FIELDS["account"].aliases + "|account|cust"),
    FactField("customer_name", _TEXT, "||" + FIELDS["account_name"].aliases + "|客户单位|签约单位|甲方"),
)
_MONEY_IN = FactField("currency", _CURRENCY, "||" + FIELDS["currency"].aliases)
_OF_CUSTOMER = ("customer", "customer_name")


def _shape(kind: FactKind, *fields: FactField, keys: str, required: str, tells: str, adds: bool = False) -> Shape:
    """Return the shape; "a b | c" are two keys, "a/b c" two groups of which one each is required."""
    return Shape(
        kind=kind,
        fields={field.identifier: field for field in fields},
        keys=tuple(tuple(key.split()) for key in keys.split("|")),
        required=tuple(_OF_CUSTOMER if group == "who" else tuple(group.split("/")) for group in required.split()),
        tells=tuple(tells.split()),
        adds=adds,
    )


_SHAPES = (
    _shape(
        FactKind.CUSTOMERS,
        *_CUSTOMER,
        FactField("name_en", _TEXT, "english name|name in english|客户英文名称|英文名称|英文名"),
        FactField(
            "tax_id", _TAX_ID,
            "tax id|tax number|vat number|vat no|vat registration no|tax registration number|统一社会信用代码"
            "|社会信用代码"
            "|税号|纳税人识别号|纳税人登记号|税务登记号",
        ),
        FactField("country", _TEXT, "||" + FIELDS["country"].aliases + "|country region|国家地区|所属国家"),
        FactField("industry", _TEXT, "industry|sector|industry code|行业|所属行业|客户行业|行业分类"),
        FactField(
            "payment_terms", _TEXT,
            "payment terms|terms of payment|credit days|credit period|付款条件|收款条件|账期|信用期|信用天数|结算方式"
            "|付款方式",
        ),
        FactField("credit_limit", _NUMBER, "credit limit|credit line|信用额度|授信额度|信用限额"),
        FactField("parent", _TEXT, "parent company|parent account|group|集团|所属集团|上级单位|母公司||parent"),
        FactField("address", _TEXT, "registered address|billing address|注册地址|公司地址||address|地址|联系地址"),
        _MONEY_IN,
        keys="customer", required="who", tells="tax_id industry payment_terms credit_limit name_en parent address",
        adds=True,
    ),
    _shape(
        FactKind.CONTACTS,
        *_CUSTOMER,
        FactField(
            "contact", _TEXT,
            "contact|contact name|contact person|full name|联系人|联系人姓名|客户联系人|姓名||name",
        ),
        FactField("title", _TEXT, "job title|position|职务|职位|岗位||title|头衔"),
        FactField("department", _TEXT, "department|dept|部门|所在部门"),
        # A code, because spreadsheets make numbers of telephones.
        FactField("phone", _CODE, "||mobile|mobile phone|phone|telephone|tel|手机|手机号|手机号码|电话|联系电话"),
        FactField("email", _TEXT, "||email|e-mail|mail|email address|邮箱|电子邮箱|邮件"),
        keys="customer contact", required="who contact", tells="contact", adds=True,
    ),
    _shape(
        FactKind.PRODUCTS,
        FactField("product", _CODE, "||" + FIELDS["product"].aliases),
        FactField("product_name", _TEXT, "||" + FIELDS["product_name"].aliases + "|description|物料描述"),
        FactField("family", _TEXT, FIELDS["family"].aliases),
        FactField("unit", _TEXT, FIELDS["unit"].aliases),
        FactField("launched", _DAY, "launch date|launched on|introduction date|上市日期|投产日期|上线日期|启用日期"),
        keys="product", required="product family/unit/launched/product_name", tells="family unit launched", adds=True,
    ),
    _shape(
        FactKind.RECEIVABLES,
        *_CUSTOMER,
        FactField("invoice", _CODE, "||" + FIELDS["invoice"].aliases + "|reference|document"),
        FactField("instalment", _CODE, "||instalment|installment|instalment no|期次|分期|期数|行号"),
        FactField("day", _DAY, "||" + FIELDS["day"].aliases),
        FactField(
            "due", _DAY,
            "due date|due on|net due date|due|maturity date|payment due date|到期日|到期日期|应收日期|应收到期日"
            "|付款到期日"
            "|约定付款日|约定收款日|应付款日期",
        ),
        FactField(
            "amount", _NUMBER,
            "receivable|receivable amount|应收金额|应收账款|应收款||amount|invoice amount|original amount"
            "|gross amount|total|发票金额|开票金额|价税合计|含税金额|金额|原币金额|本币金额",
        ),
        FactField(
            "paid", _NUMBER,
            "paid amount|amount paid|已收金额|已回款|已回款金额|已核销金额|收款金额||paid|received",
        ),
        FactField(
            "outstanding", _NUMBER,
            "outstanding|outstanding amount|open amount|balance due|amount due|open balance|未收金额|未回款|未回款金额"
            "|应收余额|未核销金额|欠款|欠款金额||balance|余额",
        ),
        FactField(
            "paid_on", _DAY,
            "||paid on|payment date|clearing date|date paid|收款日期|回款日期|到账日期|核销日期",
        ),
        FactField(
            "payment", _WORD,
            "||payment method|payment kind|payment type|means of payment|收款方式|回款方式|付款方式|结算方式|支付方式",
        ),
        FactField("bill_due", _DAY, "||bill due|bill due date|bill maturity|票据到期日|汇票到期日|承兑到期日"),
        _MONEY_IN,
        keys="invoice instalment", required="who invoice amount/outstanding", tells="due outstanding paid amount",
    ),
    _shape(
        FactKind.PAYMENTS,
        *_CUSTOMER,
        FactField(
            "number", _CODE,
            "receipt no|receipt number|payment no|payment number|payment id|收款单号|收款单编号|回款单号|回款编号"
            "|收款编号",
        ),
        FactField(
            "day", _DAY,
            "payment date|paid on|date paid|receipt date|received on|收款日期|回款日期|到账日期|收款时间|回款时间"
            "||date|day|日期|单据日期",
        ),
        FactField(
            "invoice", _CODE,
            "||invoice no|invoice number|invoice|applied to|发票号|发票号码|核销发票|核销单号|应收单号|订单号",
        ),
        FactField(
            "amount", _NUMBER,
            "payment amount|amount received|received amount|收款金额|回款金额|到账金额|实收金额||amount|金额|本次收款",
        ),
        FactField(
            "payment", _WORD,
            "||payment method|payment kind|payment type|means of payment|收款方式|回款方式|结算方式|支付方式|付款方式",
        ),
        FactField("bill_due", _DAY, "||bill due|bill due date|bill maturity|票据到期日|汇票到期日|承兑到期日"),
        _MONEY_IN,
        keys="number | customer day invoice amount", required="who day amount", tells="number day",
    ),
    _shape(
        FactKind.COST_DRIVERS,
        *_CUSTOMER,
        FactField(
            "activity", _WORD,
            "activity|cost activity|cost driver|driver|作业|作业名称|成本动因|服务作业|作业类型",
        ),
        FactField("period", _PERIOD, "||period|month|year|quarter|期间|月份|年月|会计期间|年度|季度|年份"),
        FactField("volume", _NUMBER, "volume|driver volume|times|count|作业量|动因量|次数|数量合计||quantity|qty|数量"),
        keys="customer activity period", required="who activity period volume", tells="activity",
    ),
    _shape(
        FactKind.COST_RATES,
        FactField(
            "activity", _WORD,
            "activity|cost activity|cost driver|driver|作业|作业名称|成本动因|服务作业|作业类型",
        ),
        FactField(
            "rate", _NUMBER,
            "rate|activity rate|cost per unit|unit cost|作业费率|费率|单位成本|单次成本|作业单价",
        ),
        FactField("unit", _TEXT, "||" + FIELDS["unit"].aliases),
        FactField("valid_from", _DAY, "||valid from|from|effective from|effective date|生效日期|启用日期|开始日期"),
        _MONEY_IN,
        keys="activity valid_from", required="activity rate", tells="rate",
    ),
    _shape(
        FactKind.QUALITY_EVENTS,
        *_CUSTOMER,
        FactField(
            "number", _CODE,
            "complaint no|complaint number|event no|event number|claim no|8d no|case number|投诉编号|投诉单号|事件编号"
            "|索赔单号|质量单号|客诉单号",
        ),
        FactField("day", _DAY, "complaint date|event date|投诉日期|发生日期|反馈日期|退货日期||date|day|日期|登记日期"),
        FactField(
            "event", _WORD,
            "event type|complaint type|event kind|quality event|事件类型|投诉类型|质量事件|客诉类型||type|kind|event"
            "|类型"
            "|类别",
        ),
        FactField("severity", _WORD, "severity|severity level|严重程度|严重度|缺陷等级|严重等级||level|等级|级别"),
        FactField("product", _CODE, "||" + FIELDS["product"].aliases),
        FactField("product_name", _TEXT, "||" + FIELDS["product_name"].aliases),
        FactField("quantity", _NUMBER, "||" + FIELDS["quantity"].aliases + "|不良数量|退货数量"),
        FactField(
            "cost", _NUMBER,
            "cost of quality|claim amount|索赔金额|损失金额|质量损失|质量成本||cost|amount|loss|费用|金额|损失",
        ),
        FactField("text", _TEXT, "||description|problem|issue|问题描述|投诉内容|描述|说明|备注"),
        _MONEY_IN,
        keys="number | customer day event product", required="who day event/severity", tells="severity event number",
    ),
    _shape(
        FactKind.DELIVERIES,
        *_CUSTOMER,
        FactField("order", _CODE, "||" + FIELDS["invoice"].aliases),
        FactField("line", _CODE, "||" + FIELDS["line"].aliases),
        FactField("product", _CODE, "||" + FIELDS["product"].aliases),
        FactField("product_name", _TEXT, "||" + FIELDS["product_name"].aliases),
        FactField(
            "promised", _DAY,
            "promised date|promised on|promised delivery date|committed date|confirmed delivery date"
            "|承诺日期|承诺交期|承诺交货日期|约定交期|约定交货日期|要求交期|计划交货日期|交期||requested date"
            "|required date"
            "|due date",
        ),
        FactField(
            "delivered", _DAY,
            "actual delivery date|delivered on|delivered date|实际交货日期|实际交付日期|实际到货日期|到货日期|签收日期"
            "||delivery date|ship date|shipped on|交货日期|发货日期|出库日期",
        ),
        FactField("quantity", _NUMBER, "||ordered quantity|" + FIELDS["quantity"].aliases + "|要货数量"),
        FactField(
            "delivered_quantity", _NUMBER,
            "delivered quantity|quantity delivered|shipped quantity|实发数量|交货数量|发货数量|到货数量|实收数量"
            "|签收数量",
        ),
        keys="order line | order product promised", required="who order promised", tells="promised delivered_quantity",
    ),
    _shape(
        FactKind.TARGETS,
        *_CUSTOMER,
        FactField(
            "owner", _TEXT,
            "||owner|account owner|account manager|responsible|负责人|客户经理|大客户经理|业务员",
        ),
        FactField("metric", _WORD, "metric|kpi|measure|指标|考核指标|目标指标"),
        FactField("period", _PERIOD, "||period|year|month|quarter|期间|年度|月份|季度|考核期|年份"),
        FactField(
            "target", _NUMBER,
            "target|target value|target amount|sales target|revenue target|目标|目标值|目标金额|销售目标|销售额目标"
            "|年度目标|目标额|毛利目标|任务额",
        ),
        _MONEY_IN,
        keys="customer metric period", required="who metric period target", tells="target",
    ),
    _shape(
        FactKind.OWNERS,
        *_CUSTOMER,
        FactField(
            "owner", _TEXT,
            "owner|account owner|key account manager|kam|account manager|负责人|大客户经理|客户经理|客户负责人|责任人",
        ),
        FactField("deputy", _TEXT, "deputy|backup|副手|后备|协办人|代理人"),
        FactField("director", _TEXT, "director|sales director|大客户总监|总监|销售总监|分管领导"),
        FactField("tier", _WORD, "tier|account tier|客户等级|客户级别|客户分级||level|等级|级别"),
        keys="customer", required="who owner", tells="owner tier", adds=True,
    ),
    _shape(
        FactKind.CONTRACTS,
        *_CUSTOMER,
        FactField("number", _CODE, "contract no|contract number|contract id|agreement no|合同编号|合同号|协议编号"),
        FactField("contract", _WORD, "contract type|agreement type|contract kind|合同类型|协议类型||type|kind|类型"),
        FactField("title", _TEXT, "contract name|contract title|合同名称|协议名称||title|name|名称|主题"),
        FactField(
            "begins", _DAY,
            "contract start|contract start date|合同开始日期|合同生效日期||start|start date|from|valid from|begins"
            "|effective date|开始日期|生效日期|起始日期|签订日期",
        ),
        FactField(
            "ends", _DAY,
            "contract end|contract end date|contract expiry|合同到期日|合同结束日期|合同截止日期||end|end date|to"
            "|valid to|expiry date|expires on|结束日期|到期日期|到期日|截止日期|终止日期",
        ),
        FactField(
            "notice_by", _DAY,
            "notice by|notice date|notice deadline|cancel by|通知截止日|续约通知日|解约通知日|续签提醒日|最迟通知日",
        ),
        FactField("value", _NUMBER, "contract value|contract amount|合同金额|合同额|合同总额||value|amount|金额"),
        FactField("terms", _TEXT, "||terms|conditions|remarks|条款|主要条款|备注|说明"),
        _MONEY_IN,
        keys="number | customer contract begins", required="who number/begins/ends",
        tells="number contract begins ends notice_by value",
    ),
)  # fmt: skip

SHAPES: dict[FactKind, Shape] = {shape.kind: shape for shape in _SHAPES}
