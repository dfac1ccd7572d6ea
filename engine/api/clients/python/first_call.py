"""The first masked call: binds two phones, waits until one has called, and shows what became of the call."""

import os
import sys

from callveil import Callveil

url = os.environ.get("CALLVEIL_URL", "http://127.0.0.1:8081")
token = os.environ.get("CALLVEIL_TOKEN", "local-operator-token")
app_key, a, b, x = sys.argv[1:] or ("demo-app-key", "+8613800000021", "+8613800000022", "+8675500000001")
callveil = Callveil(url, token)

binding = callveil.bind_axb(app_key=app_key, a=a, b=b, x=x)
print(f"Call {x} from either phone: the other rings and shows {x}. Then press Enter.", flush=True)
sys.stdin.readline()

for call in callveil.search_records_all(subscription_id=binding.subscription_id):
    print(f"{call.ending}: they talked for {call.talk_seconds} s")
callveil.remove_binding(binding.subscription_id)
