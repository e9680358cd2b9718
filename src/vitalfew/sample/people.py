"""The people of the sample company who sign in."""

from vitalfew.people.actions import SampleUser
from vitalfew.people.rules import Role

DIRECTOR, ANALYST = "chenguodong", "hejing"
CAST = (
    SampleUser(DIRECTOR, "陈国栋", Role.DIRECTOR),
    SampleUser("linxiaowen", "林晓雯", Role.MANAGER),
    SampleUser("zhangwei", "张伟", Role.MANAGER),
    SampleUser("wumin", "吴敏", Role.MANAGER),
    SampleUser(ANALYST, "何静", Role.ANALYST),
    SampleUser("sunhao", "孙浩", Role.ADMINISTRATOR),
    # Colleagues of other functions, who meet their like at the customers; they read, others write.
    SampleUser("zhoumin", "周敏", Role.ANALYST),
    SampleUser("hetao", "何涛", Role.ANALYST),
    SampleUser("xujing", "许静", Role.ANALYST),
)
