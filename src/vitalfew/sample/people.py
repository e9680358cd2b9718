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
)
