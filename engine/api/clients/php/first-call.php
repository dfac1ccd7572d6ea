<?php

// The first masked call: binds two phones, waits until one has called, and shows what became of the call.
require __DIR__ . '/autoload.php';

$url = getenv('CALLVEIL_URL') ?: 'http://127.0.0.1:8081';
$token = getenv('CALLVEIL_TOKEN') ?: 'local-operator-token';
[$appKey, $a, $b, $x] = array_slice($argv, 1) ?: ['demo-app-key', '+8613800000021', '+8613800000022', '+8675500000001'];
$callveil = new Callveil\Callveil($url, $token);

$binding = $callveil->bindAxb(appKey: $appKey, a: $a, b: $b, x: $x);
echo "Call $x from either phone: the other rings and shows $x. Then press Enter.\n";
fgets(STDIN);

foreach ($callveil->searchRecordsAll(subscriptionId: $binding->subscriptionId) as $call) {
    echo "$call->ending: they talked for $call->talkSeconds s\n";
}
$callveil->removeBinding($binding->subscriptionId);
