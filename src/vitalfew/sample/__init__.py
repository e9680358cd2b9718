"""The sample company: 江河精密零部件 JH Precision, its books, and the people who work with them.

A supplier of bearings, seals and transmission parts: 412 customers, three years of invoice lines. The same seed and
the same day give the same bytes. Whatever the day, the story is the same, moved by whole weeks; its last line falls on
the day before.

Six breaks are planted in the books, each in one key account (`breaks.py` does it, `story.py` tells what people made of
it). Whoever adds people, visits or plans goes on with these:

| break | account | what happened | seen in |
|---|---|---|---|
| silence | C0003 北屿风电 | regular main-shaft orders stop: the buyer waits for a new turbine | order days |
| price erosion | C0006 岭曜电机 | a rival quotes lower every quarter and we follow, 1 % a month | unit prices |
| staff change | C0007 瑞嵘减速机 | our salesman 周立 left; a rival took half the range | salesperson, products |
| credit | C0009 龙垣建机 | pays later and later, owes beyond its limit; we deliver less | receivables |
| mix | C0013 奥珂压缩机 | precision bearings give way to plain ones: same revenue, less margin | families, margin |
| quality | C0016 盛沅汽车零部件 | a batch of hub seals leaks: returns, credits, then fewer orders | returns, credits |
"""
