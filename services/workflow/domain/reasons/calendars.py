"""Refusals and doubts about holiday notices, in words."""

REASONS: dict[str, tuple[str, str]] = {
    "calendar_not_permitted": (
        "只有该地区（{region}）的监管部门可以录入、撤回放假通知；全国通知由负责全国日历（CN）的账号或者命令行录入",
        "only the supervisor of {region} enters and withdraws its notices; the national ones are entered by an account that answers for CN, or by command line; you are {role}",
    ),
    "calendar_year_implausible": (
        "年份{year}不合理：可录入{first}年至{last}年的放假通知",
        "{year} is not plausible: notices of {first} to {last} can be entered",
    ),
    "calendar_published_in_future": (
        "发布日期{day}晚于今天：只能录入已经发布的通知",
        "published on {day} is in the future: only a notice that is out can be entered",
    ),
    "calendar_without_days": (
        "没有列出{year}年的放假日期：off_days至少一天",
        "no day off of {year} is listed: off_days needs one at least",
    ),
    "calendar_day_of_other_year": (
        "{day}不属于{year}年的安排：只能是该年或者上一年12月的日期",
        "{day} is none of the arrangement of {year}: a day of that year or of the December before",
    ),
    "calendar_day_twice": (
        "{day}列了两次，或者既放假又上班：每一天只能列一次",
        "{day} is listed twice, or both off and worked: list each day once",
    ),
    "calendar_make_up_on_weekday": (
        "{day}不是周六、周日：调休上班日须为周六或者周日，其他日子本来就上班",
        "{day} is no Saturday or Sunday: only those are made up on, other days are worked anyway",
    ),
    "calendar_make_up_on_festival": (
        "{day}是法定节日（{name}），不能安排上班：请核对日期",
        "{day} is a statutory festival ({name}) and cannot be worked: check the day",
    ),
    "calendar_notice_exists": (
        "这份通知已经录入（{year}年，第{notice}号）：如有更正，请写明replaces: {notice}",
        "this notice was entered already (number {notice}, {year}); to correct it name replaces: {notice}",
    ),
    "calendar_year_published": (
        "{year}年已有安排：代替它须写明replaces: {now}，并列出全年的放假和上班日期",
        "{year} has its arrangement: to take its place name replaces: {now} and list all days of the year",
    ),
    "calendar_replaces_other": (
        "replaces: {replaces}不是{year}年现行的安排；现行的是{now}（0为随程序提供的，null为没有）",
        "replaces: {replaces} is not what stands for {year}; that is {now} (0: as shipped, null: nothing)",
    ),
    "calendar_year_unknown": (
        "日历没有{year}年：可查{first}年至{last}年",
        "there is no calendar of {year}: ask for {first} to {last}",
    ),
    "calendar_notice_unknown": (
        "本日历没有第{notice}号通知",
        "this calendar has no notice number {notice}",
    ),
    "calendar_notice_withdrawn": (
        "第{notice}号通知已经撤回",
        "notice {notice} has been withdrawn already",
    ),
    "calendar_notice_replaced": (
        "第{notice}号通知已被第{later}号代替：先撤回第{later}号",
        "notice {notice} gave way to notice {later}: withdraw {later} first",
    ),
    "calendar_festivals_missing": (
        "通知没有列出{year}年的法定节日：{days}。这些日子仍按放假计算，请核对",
        "the notice does not list these statutory festivals of {year}: {days}; they count as days off all the same, please check",
    ),
    "calendar_too_many_days": (
        "这份地区通知在全国放假之外列了{count}个工作日放假，超过{most}个，每一天都会推迟本地区的期限：请核对日期；省级规定的日期录入省级日历，确需一并录入的由运行人员用命令行 fengqiao calendar enter 录入",
        "this notice of a region takes {count} weekdays off besides the national days, more than {most}, and each moves the dates of the region: check the days; days that the province lays down are entered in the calendar of the province, and the operator enters the rest by fengqiao calendar enter",
    ),
    "calendar_too_many_make_up_days": (
        "这份地区通知列了{count}个调休上班日，超过{most}个，会使本地区的期限提前：请核对日期；确有此安排的由运行人员用命令行 fengqiao calendar enter 录入",
        "this notice of a region has {count} make-up working days, more than {most}, which brings the dates of the region forward: check the days; the operator enters it by fengqiao calendar enter",
    ),
    "calendar_days_unexplained": (
        "这些工作日放假，既不是法定节日，也不与法定节日相连：{days}。已照录入，请对照原文核对",
        "these weekdays off are no statutory festival and in no run with one: {days}; they were entered all the same, please check them against the text",
    ),
    "calendar_needs_second_look": (
        "省级以下（{region}）的放假通知少见，本地区的期限随之变动：请另一人对照原文再核对一次",
        "a notice below province level ({region}) is rare and moves the dates of the region: have a second person check it against the text",
    ),
    "calendar_national_year_missing": (
        "{year}年的全国安排尚未录入：本地区该年的期限仍为暂定",
        "the national arrangement of {year} is not known yet: dates of that year stay provisional in the region",
    ),
}
