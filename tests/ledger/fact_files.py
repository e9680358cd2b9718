"""Small files of other facts, as a company's systems export them, in both languages."""

import csv
import hashlib
import io
import json
import secrets
import tempfile
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from vitalfew.ledger.actions.facts import commit_facts
from vitalfew.ledger.files import folder, incoming
from vitalfew.ledger.labels import ROW_PROBLEMS
from vitalfew.ledger.models import FactBatch
from vitalfew.ledger.reading import child
from vitalfew.ledger.reading.facts import schema_of
from vitalfew.ledger.rules.facts import FactKind
from vitalfew.ledger.rules.facts_shapes import SHAPES
from vitalfew.ledger.rules.imports import CheckedFiles, ImportReport, IncomingFile
from vitalfew.people.rules import CLOCK, COMMAND_LINE

# A customer of the books, by code and by name, and one that nobody knows.
FILES = {
    "customers": (
        """客户编码,客户名称,统一社会信用代码,所属行业,国家,账期,信用额度（万元）
C01,北辰风电,91110108551385082Q,风电,中国,月结60天,500
C02,南华电机,,电机,中国,30,
""",
        """Customer ID,Customer Name,VAT No,Industry,Country,Payment Terms,Credit Limit
C01,Northstar Wind,91110108551385082Q,Wind power,China,Net 60,"5,000,000.00"
""",
    ),
    "contacts": (
        """客户编码,联系人,职务,部门,手机
C01,王建国,采购总监,采购部,13800000001
C01,李敏,质量工程师,质量部,13800000002
""",
        """Customer ID,Contact Name,Job Title,Department,Email
C01,Wang Jianguo,Purchasing director,Purchasing,wang@example.com
""",
    ),
    "products": (
        """物料编码,物料名称,产品类别,单位,上市日期
P1,轴承 6204,轴承,套,2020-03-01
P2,轴承座,附件,件,2024年5月1日
""",
        """Product ID,Product Name,Product Family,Unit,Launch Date
P1,Bearing 6204,Bearings,pcs,2020-03-01
""",
    ),
    "receivables": (
        """客户编码,客户名称,发票号,开票日期,到期日,应收金额,已收金额,未收金额,收款方式
C01,北辰风电,F1,2026-01-05,2026-03-05,1000.00,400.00,600.00,电汇
C01,北辰风电,F2,2026-02-05,2026-04-05,500.00,0,500.00,
,北辰风电,F3,2026-03-05,2026-12-31,250.00,0,250.00,
合计,,,,,1750.00,400.00,1350.00,
""",
        """Customer ID,Invoice No,Invoice Date,Due Date,Amount,Paid Amount
C01,F1,2026-01-05,2026-03-05,1000.00,400.00
""",
    ),
    "payments": (
        """收款单号,收款日期,客户编码,核销发票,收款金额,收款方式,票据到期日
R1,2026-05-10,C01,F1,300.00,银行承兑汇票,2026-11-10
R2,2026-05-11,C01,F2,500.00,电汇,
""",
        """Receipt No,Payment Date,Customer ID,Invoice No,Amount Received,Payment Method
R1,2026-05-10,C01,F1,300.00,Bank transfer
""",
    ),
    "cost_drivers": (
        """客户编码,作业,期间,次数
C01,拜访,2026年1月,12
C01,加急,2026Q1,3
""",
        """Customer ID,Activity,Period,Volume
C01,Visits,2026-01,12
""",
    ),
    "cost_rates": (
        """作业,作业费率,生效日期
拜访,800,2026-01-01
加急,1500,2026-01-01
""",
        """Activity,Rate,Valid From
Visits,800,2026-01-01
""",
    ),
    "quality_events": (
        """投诉编号,投诉日期,客户编码,事件类型,严重程度,产品编码,损失金额,问题描述
Q1,2026-04-01,C01,客诉,严重,P1,1200,内圈裂纹
Q2,2026-05-01,C01,退货,致命,P1,9800,批量失效
""",
        """Complaint No,Date,Customer ID,Event Type,Severity,Cost
Q1,2026-04-01,C01,Complaint,Major,1200
""",
    ),
    "deliveries": (
        """订单号,行号,客户编码,产品编码,承诺交期,实际交货日期,订单数量,实发数量
S1,1,C01,P1,2026-03-01,2026-02-28,100,100
S1,2,C01,P2,2026-03-01,2026-03-04,10,10
S2,1,C01,P1,2026-04-01,2026-04-01,50,40
S3,1,C01,P1,2026-04-02,,50,
""",
        """Order No,Line No,Customer ID,Promised Date,Delivered On,Quantity,Delivered Quantity
S1,1,C01,2026-03-01,2026-02-28,100,100
""",
    ),
    "targets": (
        """客户编码,负责人,指标,年度,目标值（万元）
C01,林晓雯,销售额,2026年,1200
C02,周启明,毛利,2026年,80
""",
        """Customer ID,Metric,Year,Target
C01,Revenue,2026,"12,000,000"
""",
    ),
    "owners": (
        """客户编码,大客户经理,总监,客户等级
C01,林晓雯,陈国栋,战略型
C02,zhou,chen,重点
""",
        """Customer ID,Key Account Manager,Sales Director,Tier
C01,lin,chen,Strategic
""",
    ),
    "contracts": (
        """合同编号,客户编码,合同类型,合同生效日期,合同到期日,续约通知日,合同金额,条款
H1,C01,框架协议,2025-07-01,2026-12-31,2026-10-31,8000000,年度返利 2%
""",
        """Contract No,Customer ID,Contract Type,Start Date,End Date,Notice By,Contract Value
H1,C01,Framework agreement,2025-07-01,2026-12-31,2026-10-31,"8,000,000"
""",
    ),
}


def write_facts(folder: Path, kind: str, *, english: bool = False, name: str = "") -> Path:
    """Write the small file of this kind."""
    return write_text(folder, FILES[kind][english], name or f"{kind}-{'en' if english else 'zh'}.csv")


def write_text(folder: Path, text: str, name: str = "facts.csv") -> Path:
    """Write the text as a file."""
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def write_rows(folder: Path, rows: list[dict[str, object]], name: str) -> Path:
    """Write rows under the headers of the first."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return write_text(folder, out.getvalue(), name)


def make_fact_batch() -> FactBatch:
    """Put one open invoice into the books, with one row set aside; its file is written once in a session."""
    batch: FactBatch = FactBatch.objects.create(**_written())
    return batch


@cache
def _written() -> dict[str, Any]:
    row = {
        "row": 2, "sheet": "owed.csv", "customer": "BC-0017", "invoice": "A1", "due": date(2025, 4, 1),
        "amount": Decimal(50), "key": "0|A1", "is_of_customer": False, "batch": "small",
    }  # fmt: skip
    schema = schema_of(SHAPES[FactKind.RECEIVABLES]).append(pa.field("batch", pa.string()))
    pq.write_table(pa.Table.from_pylist([row], schema=schema), folder() / "small.facts.parquet")
    (folder() / "small.facts.problems.csv").write_text("due\n2025-13-01\n")
    return {
        "kind": "receivables", "fingerprint": "f" * 64, "files": [{"name": "owed.csv"}], "mapping": {},
        "counts": {"lines_read": 2, "lines_new": 1, "lines_superseding": 0, "lines_overlapping": 0,
                   "lines_refused": 1, "without_account": 0},
        "facts_file": "small.facts.parquet", "problems_file": "small.facts.problems.csv",
        "imported_by": CLOCK.actor_name, "imported_at": datetime(2025, 4, 1, tzinfo=UTC),
    }  # fmt: skip


def read_facts(path: Path, columns: dict[str, str] | None = None, **options: Any) -> dict[str, Any]:
    """Read the file as the reading process does, in this one; good rows stand in answer["lines_path"]."""
    tag = secrets.token_hex(8)
    words = {problem.value: [f"{problem.value}!", f"mend {problem.value}"] for problem in ROW_PROBLEMS}
    answer = child.answer(
        {
            "files": [{"name": path.name, "path": str(path)}],
            "columns": columns or {},
            "options": options,
            "bounds": {},
            "refused_share": 1.0,
            "workroom": tempfile.mkdtemp(),
            "tag": tag,
            "folder": str(incoming()),
            "lines": str(incoming() / f"{tag}.parquet"),
            "problems": str(incoming() / f"{tag}.problems.csv"),
            "words": {"headings": ["Sheet", "Row", "Column", "Reason", "Cure"], "sentences": words},
        }
    )
    return json.loads(json.dumps(answer)) | {"lines_path": incoming() / f"{tag}.parquet"}


def bring_in(path: Path, *, whole: bool = False, **options: Any) -> ImportReport:
    """Read and commit the file in this process."""
    answer = read_facts(path, **options)
    assert answer["state"] == "ready", answer
    checked = CheckedFiles(
        (IncomingFile(path.name, 1, hashlib.sha256(path.read_bytes() + secrets.token_bytes(4)).hexdigest()),),
        tag=answer["lines_path"].stem,
        lines_path=answer["lines_path"],
        lines_read=answer["lines_read"],
        lines_refused=answer["lines_refused"],
        mapping=answer["used"],
    )
    return commit_facts(checked, by=COMMAND_LINE, kind=answer["kind"], is_whole=whole)
