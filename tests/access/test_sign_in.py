"""Signing in with an account kept here: lock-out, first passwords, sessions and how they end."""

import asyncio
from contextlib import ExitStack
from datetime import timedelta

import httpx2
import pytest
from msgspec import structs
from pwdlib.hashers.argon2 import Argon2Hasher

from services.access import passwords
from services.access.accounts import Accounts
from services.access.lockout import wait_after
from services.access.passwords import MOST_WAITING, Passwords, TooBusy, faults
from services.access.sessions import IDLE, LONGEST
from services.console.signing_in import onward_of
from services.workflow.domain.given import Role
from tests.support.access import CHEAP, SITE, Door, form_in, sign_in

SESSION = "__Host-fengqiao-session"
REFUSED = "账号或密码不对"


async def is_in(browser: httpx2.AsyncClient) -> bool:
    return (await browser.get("/help")).status_code == 200


async def test_whoever_is_not_signed_in_is_sent_to_the_sign_in_page_and_back(door: Door) -> None:
    password = await door.settled("lin")
    async with door.browser() as browser:
        closed = await browser.get("/disputes?number=a%20b")
        assert closed.status_code == 303
        assert closed.headers["Location"] == "/sign-in?next=%2Fdisputes%3Fnumber%3Da%2520b"
        answer = await sign_in(browser, "lin", password, "/help")

        assert (answer.status_code, answer.headers["Location"]) == (303, "/help")
        shown = await browser.get("/help")
        assert shown.status_code == 200
        assert "岗位lin" in shown.text
        assert shown.headers["Cache-Control"] == "no-store"
        again = await browser.get("/sign-in", params={"next": "/calendars"})
        assert again.headers["Location"] == "/calendars"


async def test_the_cookie_is_kept_from_scripts_other_sites_and_open_lines(door: Door) -> None:
    password = await door.settled("chen")
    async with door.browser() as browser:
        answer = await sign_in(browser, "chen", password)
    cookies = answer.headers.get_list("set-cookie")
    session = next(each for each in cookies if each.startswith(SESSION))

    for mark in ("HttpOnly", "Secure", "SameSite=lax", "Path=/"):
        assert mark in session
    assert "Domain" not in session
    said = session.partition("=")[2].partition(";")[0]
    kept = str(await door.rows("SELECT sessions::text FROM access.sessions"))
    assert said not in kept


async def test_a_wrong_password_and_an_unknown_account_are_told_alike(door: Door) -> None:
    await door.settled("wang")
    await door.account("gone")
    await door.access.accounts.disable("gone", by="test")
    told = set()
    for name in ("wang", "nobody", "gone", "N'O", "x" * 150):
        async with door.browser() as browser:
            answer = await sign_in(browser, name, "wrong")
        assert answer.status_code == 422
        assert SESSION not in answer.headers.get("set-cookie", "")
        told.add(answer.text.partition('role="alert">')[2].partition("</div>")[0])

    assert len(told) == 1
    assert REFUSED in told.pop()


async def test_failures_lock_an_account_for_longer_each_time_and_time_alone_opens_it(
    door: Door,
) -> None:
    password = await door.settled("zhao")
    waits = []
    proven = door.access.accounts.proven
    for _ in range(7):
        assert await proven("zhao", "wrong") is None
        account = await door.access.accounts.find("zhao")
        assert account
        if account.locked_until and account.locked_until > door.clock.now():
            assert await proven("zhao", password) is None
            waits.append(account.locked_until - door.clock.now())
            door.clock.instant = account.locked_until

    assert waits == [timedelta(minutes=minutes) for minutes in (1, 2, 4)]
    assert await proven("zhao", password) is not None
    assert await proven("zhao", "wrong") is None
    assert await proven("zhao", password) is not None
    query = "SELECT what FROM access.changes WHERE subject = 'zhao' AND by = 'system'"
    assert [row["what"] for row in await door.rows(query)] == ["locked"] * 3


async def test_guesses_at_once_count_each(door: Door) -> None:
    password = await door.settled("qian")
    guesses = (door.access.accounts.proven("qian", f"guess {n}") for n in range(12))
    assert set(await asyncio.gather(*guesses)) == {None}

    assert await door.access.accounts.proven("qian", password) is None
    failed = await door.rows("SELECT failed FROM access.accounts WHERE account = 'qian'")
    assert failed[0]["failed"] == 5


def test_the_wait_grows_to_an_hour_and_no_further() -> None:
    assert [wait_after(n) for n in (1, 4)] == [None, None]
    assert wait_after(5) == timedelta(minutes=1)
    assert wait_after(11) == wait_after(5_000) == timedelta(hours=1)


async def test_a_first_password_must_be_changed_before_anything_else(door: Door) -> None:
    first = await door.account("sun")
    async with door.browser() as browser:
        answer = await sign_in(browser, "sun", first, "/help")
        assert answer.headers["Location"] == "/account/password"
        for path in ("/help", "/disputes", "/account"):
            assert (await browser.get(path)).headers["Location"] == "/account/password"
        page = await browser.get("/account/password")
        assert "只有您知道" in page.text
        token = await browser.post("/account/token", data={"form": form_in(page)})
        assert token.headers["Location"] == "/sign-in"

        own = "Xinmima-2026"
        told = {"form": form_in(page), "present": first, "new": own, "again": own}
        wrong = {**told, "present": "wrong"}, {**told, "again": "x"}, {**told, "new": "short"}
        for each in (*wrong, {**told, "new": first, "again": first}):
            assert (await browser.post("/account/password", data=each)).status_code == 422
        changed = await browser.post("/account/password", data=told)
        assert (changed.status_code, changed.headers["Location"]) == (303, "/")
        assert await is_in(browser)
    assert await door.access.accounts.proven("sun", first) is None
    assert await door.access.accounts.proven("sun", own) is not None


@pytest.mark.parametrize(
    ("password", "found"),
    [
        ("Xin-mima-2026", ()),
        ("一个很长很长的只有我自己知道的口令呢", ()),
        ("correct horse battery", ()),
        ("Short-1", (passwords.TOO_SHORT,)),
        ("alllowercase", (passwords.TOO_PLAIN,)),
        ("aaaaaaaaaaaaaaaaaaaa", (passwords.TOO_UNIFORM,)),
        ("My-LIQUAN-2026", (passwords.NAMES_ACCOUNT,)),
        ("x1-Y" * 60, (passwords.TOO_LONG, passwords.TOO_UNIFORM)),
    ],
)
def test_the_rules_of_passwords(password: str, found: tuple[object, ...]) -> None:
    assert faults(password, "liquan") == found


async def test_a_session_ends_by_signing_out_for_whoever_copied_the_cookie(door: Door) -> None:
    password = await door.settled("zhou")
    async with door.browser() as browser, door.browser() as thief:
        await sign_in(browser, "zhou", password)
        thief.cookies.set(SESSION, browser.cookies[SESSION])
        assert await is_in(thief)
        page = await browser.get("/account")
        answer = await browser.post("/sign-out", data={"form": form_in(page)})

        assert answer.headers["Location"] == "/sign-in"
        assert not await is_in(browser)
        assert not await is_in(thief)


async def test_a_session_ends_with_the_account_with_its_password_and_with_time(door: Door) -> None:
    password = await door.settled("wu")
    async with door.browser() as browser:

        async def signed_in() -> bool:
            await sign_in(browser, "wu", password)
            return await is_in(browser)

        assert await signed_in()
        door.clock.advance(seconds=IDLE.total_seconds() - 1)
        assert await is_in(browser)
        door.clock.advance(seconds=IDLE.total_seconds())
        assert not await is_in(browser)

        assert await signed_in()
        for _ in range(int(LONGEST / timedelta(minutes=30)) - 1):
            door.clock.advance(minutes=30)
            assert await is_in(browser)
        door.clock.advance(minutes=30)
        assert not await is_in(browser)

        assert await signed_in()
        password = await door.access.accounts.reset("wu", by="test")
        assert not await is_in(browser)
        await sign_in(browser, "wu", password)
        assert (await browser.get("/help")).headers["Location"] == "/account/password"
        await door.access.accounts.disable("wu", by="test")
        assert not await is_in(browser)


async def test_what_the_account_may_is_what_the_list_says_now(door: Door) -> None:
    password = await door.settled("zheng")
    async with door.browser() as browser:
        await sign_in(browser, "zheng", password)
        assert await is_in(browser)
        account = await door.access.accounts.find("zheng")
        assert account
        bare = structs.replace(account, role=Role.CLERK, region=None)
        await door.access.accounts.change(bare, by="test")
        none = await browser.get("/disputes")
        assert none.status_code == 403
        assert "没有所属机构或区域" in none.text


async def test_a_form_from_elsewhere_does_nothing(door: Door) -> None:
    password = await door.settled("feng")
    async with door.browser() as browser, door.browser() as attacker:
        await sign_in(browser, "feng", password)
        page = await browser.get("/account")
        stolen = form_in(await attacker.get("/sign-in"))
        own = form_in(page)
        cross = {"Sec-Fetch-Site": "cross-site"}
        for data, headers in (
            ({}, {}),
            ({"form": "x"}, {}),
            ({"form": stolen}, {}),
            ({"form": own}, cross),
        ):
            answer = await browser.post("/sign-out", data=data, headers=headers)
            assert answer.headers["Location"] == "/account"
            assert await is_in(browser)
        refused = await attacker.post("/sign-in", data={"account": "feng", "password": password})
        assert refused.status_code == 422
        assert not await is_in(attacker)
        garbage = {"Content-Type": "application/x-www-form-urlencoded"}
        broken = await attacker.post("/sign-in", content=b"\xff=%ff\0", headers=garbage)
        assert broken.status_code == 422


async def test_an_account_gets_a_token_that_ends_with_its_password(door: Door) -> None:
    password = await door.settled("shen")
    async with door.browser() as browser:
        await sign_in(browser, "shen", password)
        page = await browser.get("/account")
        told = await browser.post("/account/token", data={"form": form_in(page)})
    token = told.text.partition('<code id="token">')[2].partition("</code>")[0]
    caller = await door.verifier.verify(token)
    assert (caller.actor.account, caller.actor.role) == ("shen", Role.SUPERVISOR)
    assert (caller.actor.region, caller.scopes) == ("650105", None)

    door.clock.advance(seconds=301)
    await door.verifier.verify(token)
    await door.access.accounts.reset("shen", by="test")
    door.clock.advance(seconds=301)
    async with door.browser() as browser:
        answer = await browser.get("/v1/x", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401


async def test_a_hash_is_never_made_in_a_crowd_and_old_ones_are_renewed(door: Door) -> None:
    password = await door.settled("jin")
    before = await door.rows("SELECT password_hash FROM access.accounts WHERE account = 'jin'")
    stronger = Passwords(Argon2Hasher(time_cost=2, memory_cost=16, parallelism=1))
    kept = before[0]["password_hash"]
    with stronger.place() as verified:
        is_right, newer = await verified(password, kept)
    assert is_right
    assert newer
    assert newer != kept
    with Passwords(CHEAP).place() as verified:
        assert await verified(password, None) == (False, None)

    crowd = [stronger.hashed("x") for _ in range(MOST_WAITING + 1)]
    done = await asyncio.gather(*crowd, return_exceptions=True)
    assert sum(isinstance(each, TooBusy) for each in done) == 1
    stronger.close()


async def test_a_try_that_finds_no_place_is_none(door: Door) -> None:
    password = await door.settled("bai")
    hashes = Passwords(CHEAP)
    accounts = Accounts(door.pool, hashes, door.clock)
    with ExitStack() as crowd:
        for _ in range(MOST_WAITING):
            crowd.enter_context(hashes.place())
        for _ in range(6):
            with pytest.raises(TooBusy):
                await accounts.proven("bai", password)

    assert await accounts.proven("bai", password) is not None
    hashes.close()


async def test_the_journal_holds_no_password(door: Door) -> None:
    first = await door.account("yan")
    new = await door.access.accounts.reset("yan", by="ops")
    rows = await door.rows("SELECT changes::text FROM access.changes WHERE subject = 'yan'")
    kept = await door.rows("SELECT accounts::text FROM access.accounts")

    assert len(rows) == 2
    for hidden in (first, new, "argon2"):
        assert hidden not in str(rows)
    assert first not in str(kept)
    assert new not in str(kept)


@pytest.mark.parametrize(
    "wish", ["//evil.example", "/\\evil", "https://evil.example", "javascript:x", "", "/a\r\nb"]
)
def test_nobody_is_sent_elsewhere_after_signing_in(wish: str) -> None:
    assert onward_of(wish) == "/"


async def test_on_this_machine_the_cookie_needs_no_https(door: Door) -> None:
    password = await door.settled("he")
    transport = httpx2.ASGITransport(door.app, client=("127.0.0.1", 1))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as browser:
        await sign_in(browser, "he", password)
        assert await is_in(browser)
        assert "fengqiao-session" in browser.cookies
    assert SITE.startswith("https://")
