"""What each client must be able to do; the same program in each language. Writes a line for each step."""

import sys
from datetime import datetime, timezone

from callveil import Callveil, CallveilFailure, CallveilProblem, model

url, token, hostile, app_key, x = sys.argv[1:]
callveil = Callveil(url, token)


def truth(value):
    return "true" if value else "false"


def show(error):
    # A trace would have the source of this program, and so its numbers.
    print(error, repr(error), vars(error), repr(error.__context__), file=sys.stderr)


def told(work):
    try:
        work()
        print("no error")
    except CallveilProblem as problem:
        print("problem", problem.status, problem.code, problem.errors[0].field if problem.errors else "-")
        show(problem)
    except CallveilFailure as failure:
        print("failure", failure.kind)
        show(failure)


user_data = '订单 "1" \\ é 📞'
bound = callveil.bind_axb(
    app_key=app_key, a="+8613800001001", b="+8613800001002", x=x, max_duration=5, user_data=user_data
)
print("bound", bound.mode, bound.x, bound.max_duration)
read = callveil.get_binding(bound.subscription_id)
print("read", truth(read.user_data == user_data), truth(read.created_at.timestamp() > 0))
modified = callveil.modify_binding(bound.subscription_id, user_data=None, max_duration=10)
print("modified", modified.user_data or "absent", modified.max_duration)

callveil.bind_axb(app_key=app_key, a="+8613800001003", b="+8613800001004", x=x)
callveil.bind_axb(app_key=app_key, a="+8613800001005", b="+8613800001006", x=x)
ids = [one.subscription_id for one in callveil.search_bindings_all(app_key=app_key, page_size=2)]
print("pages", len(ids))
print("records", sum(record.kind == "call" for record in callveil.search_records_all(limit=1)))

told(lambda: callveil.get_binding("no such/binding?"))
told(lambda: callveil.bind_axb(app_key=app_key, a="+8613800001007", b="x"))
told(lambda: Callveil(url, "wrong").get_me())
try:
    callveil.remove_binding("..")
except ValueError:
    print("refused true")

imported = callveil.import_numbers("number,area_code\n+8617100009999,0755\n", app_key=app_key)
print("imported", imported.added, len(imported.faults))
print("found", callveil.find_number(number="+8617100009999").area_code)
callveil.remove_number(number="+8617100009999")
until = datetime(2027, 1, 2, 3, 4, 5, 678000, timezone.utc)
barred = model.AddToBlacklistRequestEntry(kind="call", number="+8617100009999", app_key=app_key, until=until)
added = callveil.add_to_blacklist(entries=[barred]).added
entry = callveil.search_blacklist(number=barred.number).items[0]
print("barred", added, truth(entry.until == until))
callveil.remove_from_blacklist(kind="call", number=barred.number, app_key=app_key)
with callveil.get_prompt("last-minute.wav") as audio:
    callveil.put_prompt("client.wav", audio.read())
with callveil.get_prompt("client.wav") as audio:
    print("prompt", audio.read()[:4].decode())
callveil.remove_prompt("client.wav", force=True)
with callveil.export_records() as csv:
    print("export", csv.read().decode().split(",")[0])

for one in ids:
    callveil.remove_binding(one)
told(lambda: callveil.get_binding(bound.subscription_id))

difficult = Callveil(hostile, token, timeout=1.5)
print("repeated", difficult.get_me().name)
told(lambda: difficult.bind_axb(app_key=app_key, a="+8613800001001", b="+8613800001002"))
told(difficult.get_journal)
told(difficult.get_system)
told(difficult.list_applications)
told(difficult.list_standings)
told(difficult.list_trunks)
told(difficult.list_receivers)
told(difficult.list_live)
told(difficult.list_onboarding)
try:
    with difficult.export_records() as csv:
        csv.read(1000)
        csv.read(1000)
except CallveilFailure:
    print("half true")
for one in difficult.search_recordings_all():
    print("recordings", one.session_id)
print("undelivered", len(list(difficult.list_undelivered_all())))
print("later", difficult.get_call("s-1").session_id)
