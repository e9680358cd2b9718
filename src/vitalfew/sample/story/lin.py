"""林晓雯's key accounts: four of the six breaks are hers (silence, staff change, credit, mix)."""

from vitalfew.sample.story.records import Aim, Claim, KeyStory, Step, Visit

STORIES = (
    KeyStory(
        code="C0003",
        tier="strategic",
        since=940,
        reason="风电主轴轴承的最大买家，年采购两亿以上；进入其 16 MW 平台等于锁定未来五年的机型。",
        claims=(
            Claim("early", 900, "首批变桨轴承交付合格，采购与质量部均已建立联系。"),
            Claim("mid", 520, "连续四个季度稳定下单，价格条款已签，采购、质量、研发三个部门都有往来。"),
        ),
        visits=(
            Visit(171, "王丽", "采购经理", "order", "签下三季度主轴轴承框架，数量按月滚动确认。"),
            Visit(
                96,
                "唐哲",
                "研发主任工程师",
                "advance",
                "讨论 16 MW 变桨方案，对方同意给我们测试台架的载荷谱。",
                "meeting",
            ),
            Visit(
                47, "王丽", "采购经理", "continuation", "说主轴轴承“等新机型定型”，没有给出下一批数量，语气比以往保留。"
            ),
            Visit(
                19,
                "沈建华",
                "质量总监",
                "advance",
                "确认二供名单不变；要求我们先交变桨轴承 P860 批次的 8D 报告，再谈新机型。",
                "call",
            ),
            Visit(6, "王丽", "采购经理", "continuation", "仍在等新机型评审结论，答应月底前给装机预测。", "call"),
        ),
        aims=(
            Aim("net_revenue", 1.12, "主轴轴承保住现有份额，变桨轴承进入新机型。"),
            Aim("order_days", 1.05, "按月下单，让他们的库存与我们的排产都平稳。", "both"),
        ),
        strategy=(
            "先把停下来的主轴轴承问清楚：不是价格，是机型切换。用载荷谱和台架数据进入 16 MW 平台的评审，"
            "由研发对研发推进；采购线保持每两周一次联系，高层会晤在评审结论出来之前完成。"
        ),
        steps=(
            Step("提交变桨轴承 P860 批次 8D 报告", -3, aim=0),
            Step("安排周启明副总裁与郭振邦总经理会晤", 5, aim=0),
            Step("提交主轴轴承下一年度报价与供货节拍", 12, aim=1),
            Step("交 16 MW 变桨轴承台架方案", -40, done_ago=43, aim=0),
        ),
    ),
    KeyStory(
        code="C0005",
        tier="strategic",
        since=700,
        reason="北欧整机厂，毛利率高于公司平均，是我们在海外风电的样板客户。",
        claims=(
            Claim("early", 690, "第一张订单已交付，采购与工程各有一位联系人。"),
            Claim("mid", 260, "每个季度都有订单，已列入其合格供应商名单。"),
        ),
        visits=(
            Visit(88, "Mette Sørensen", "Category Manager", "advance", "同意把偏航轴承纳入下一轮招标范围。", "video"),
            Visit(
                24,
                "Mette Sørensen",
                "Category Manager",
                "advance",
                "要求我们给出明年的价格走廊，财务已给底价。",
                "video",
            ),
            Visit(
                3,
                "Anders Holm",
                "Lead Engineer",
                "continuation",
                "确认变桨轴承寿命试验进度，两台样机运行正常。",
                "video",
            ),
        ),
        aims=(
            Aim("net_revenue", 1.25, "偏航轴承进入框架。"),
            Aim("gross_margin", 1.2, "汇率与运费由双方按比例分担。"),
        ),
        strategy="以寿命试验数据换价格走廊：先让工程师认可，再由采购签两年框架，运费条款单列。",
        steps=(
            Step("答复明年价格走廊", 0, aim=1),
            Step("寄送偏航轴承第二台样机", 18, aim=0),
            Step("提交寿命试验中期报告", -20, done_ago=22, aim=0),
        ),
    ),
    KeyStory(
        code="C0007",
        tier="key",
        since=980,
        reason="减速机行业龙头，五个品类都在买，是我们产品线最全的客户。",
        claims=(
            Claim("early", 960, "试用订单合格，开始小批供货。"),
            Claim("mid", 600, "五个品类稳定采购，年框架已签。"),
        ),
        visits=(
            Visit(
                205,
                "顾明远",
                "采购部长",
                "continuation",
                "周立离职后第一次拜访：对方说有一个半月没人对接，两个品类已转给别家试用。",
            ),
            Visit(118, "顾明远", "采购部长", "no_sale", "行星架与内齿圈暂不恢复，理由是新供应商账期更长。"),
            Visit(52, "贺岚", "质量经理", "advance", "质量例会恢复，对方愿意重新评审行星架样件。", "meeting"),
        ),
        aims=(Aim("net_revenue", 0.95, "先止跌：找回行星架一个品类。"),),
        strategy="承认断档是我们的责任。先恢复质量与技术两条线，再谈品类；每次拜访都带一位工程师，不让关系再系于一人。",
        steps=(
            Step("约技术部回访行星架样件评审", 2, aim=0),
            Step("与顾明远确认下一年度账期方案", -11, aim=0),
            Step("交接清单补齐：联系人、价格、在途问题", -180, done_ago=185),
        ),
    ),
    KeyStory(
        code="C0009",
        tier="key",
        since=860,
        reason="工程机械回转支承用量大，区域内有示范作用；风险在回款。",
        claims=(
            Claim("early", 850, "小批供货合格。"),
            Claim("mid", 480, "每月下单，回转支承占其采购过半。"),
        ),
        visits=(
            Visit(61, "范志强", "财务经理", "no_sale", "承认逾期，要求再宽限两个月，没有给出付款计划。"),
            Visit(9, "范志强", "财务经理", "continuation", "答应本月先付第一笔，未写成书面。", "call"),
        ),
        aims=(Aim("gross_margin", 0.9, "控制发货，不再让逾期扩大。"),),
        strategy="收入让位于回款：按回款节奏发货，同时与设备部保持技术支持，避免断供变成断交。",
        steps=(
            Step("取得书面付款计划", -5, aim=0),
            Step("与财务部会签信用额度调整", 6, aim=0),
        ),
    ),
    KeyStory(
        code="C0013",
        tier="key",
        since=720,
        reason="压缩机专用高速轴承的代表客户，技术要求高，毛利高。",
        claims=(
            Claim("early", 710, "首批高速轴承通过装机试验。"),
            Claim("mid", 430, "全年稳定供货，价格条款已签。"),
            Claim(
                "partnership",
                75,
                "对方采购表示愿意签三年框架。",
                declined="高速轴承占比一年内降到三分之一，关系在变浅而不是变深。先弄清是谁接走了高速轴承，再提。",
            ),
        ),
        visits=(
            Visit(84, "蔡文博", "采购总监", "advance", "口头同意三年框架，但只谈普通轴承与密封件。"),
            Visit(
                30,
                "罗启",
                "主任设计师",
                "continuation",
                "新机型改用整体式电主轴，高速轴承由电主轴厂家配套。",
                "meeting",
            ),
        ),
        aims=(Aim("gross_margin", 1.05, "收入持平时守住毛利：高速轴承的份额要回来。"),),
        strategy="绕过采购，跟着设计走：找到电主轴厂家，把高速轴承卖给他们，再由奥珂指定。",
        steps=(
            Step("拜访为奥珂配套的电主轴厂家", 9, aim=0),
            Step("核算普通轴承三年框架的毛利底线", -2, aim=0),
        ),
    ),
    KeyStory(
        code="C0015",
        tier="key",
        since=650,
        reason="港口机械备件需求稳定，价格协议覆盖大部分采购。",
        claims=(Claim("mid", 610, "年度价格协议已执行两年，每月有订单。"),),
        visits=(Visit(38, "钟晓东", "物资部副部长", "continuation", "价格协议快到期，对方想等新预算下来再谈。"),),
        steps=(Step("起草价格协议续签方案", 14),),
    ),
    KeyStory(
        code="C0021",
        tier="potential",
        since=420,
        reason="机器人关节轴承增长最快的客户，现在小，三年后可能进前十。",
        claims=(Claim("early", 400, "谐波轴承小批合格，研发与采购都有联系人。"),),
        visits=(
            Visit(70, "许知行", "研发总监", "advance", "给出下一代关节的负载与寿命要求，同意联合试制。", "meeting"),
            Visit(12, "许知行", "研发总监", "advance", "试制件装机两周，温升合格，要再送两套。"),
        ),
        aims=(Aim("net_revenue", 1.5, "跟上对方扩产节奏。", "both"),),
        strategy="跟研发走在前面：每一代关节都从试制开始参与，换取量产时的优先份额。",
        steps=(Step("送谐波轴承样件两套", 13, aim=0), Step("提交试制件温升报告", -15, done_ago=16, aim=0)),
    ),
    KeyStory(
        code="C0023",
        tier="potential",
        since=330,
        reason="医疗设备用微型轴承，单价低、毛利高、认证门槛高。",
        claims=(Claim("early", 320, "已供货两个型号，资质审核进行中。"),),
        visits=(Visit(26, "俞静怡", "供应商质量工程师", "advance", "资质审核资料齐全，安排下月现场审核。", "email"),),
        steps=(Step("准备微型轴承资质现场审核", 24),),
    ),
    KeyStory(
        code="C0025",
        tier="potential",
        since=60,
        reason="新成立的整机厂，已获两个风场订单，尚未选定轴承供应商。",
        claims=(Claim("pre", 30, "完成首次技术交流，样圈已寄出，还没有交易。"),),
        visits=(
            Visit(55, "汪予安", "技术副总", "continuation", "首次技术交流，对方同意看主轴密封样圈；尚无第二位联系人。"),
        ),
        steps=(Step("回访样圈试装结果，争取见到采购负责人", -7),),
    ),
)
