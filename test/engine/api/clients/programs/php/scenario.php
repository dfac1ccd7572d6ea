<?php

/** What each client must be able to do; the same program in each language. Writes a line for each step. */

declare(strict_types=1);

use Callveil\AddToBlacklistRequestEntry;
use Callveil\Callveil;
use Callveil\CallveilFailure;
use Callveil\CallveilProblem;

error_reporting(E_ALL);
set_error_handler(static function (int $level, string $message): never {
    throw new ErrorException($message);
});

[, $folder, $url, $token, $hostile, $appKey, $x] = $argv;
require "$folder/autoload.php";

$callveil = new Callveil($url, $token);

$userData = '订单 "1" \\ é 📞';
$bound = $callveil->bindAxb(
    appKey: $appKey,
    a: '+8613800001001',
    b: '+8613800001002',
    x: $x,
    maxDuration: 5,
    userData: $userData,
);
$id = $bound->subscriptionId;
say('bound', $bound->mode, $bound->x, $bound->maxDuration);
$read = $callveil->getBinding($id);
say('read', truth($read->userData === $userData), truth($read->createdAt->getTimestamp() > 0));
$modified = $callveil->modifyBinding($id, userData: null, maxDuration: 10);
say('modified', $modified->userData ?? 'absent', $modified->maxDuration);

$callveil->bindAxb(appKey: $appKey, a: '+8613800001003', b: '+8613800001004', x: $x);
$callveil->bindAxb(appKey: $appKey, a: '+8613800001005', b: '+8613800001006', x: $x);
$ids = [];
foreach ($callveil->searchBindingsAll(appKey: $appKey, pageSize: 2) as $one) {
    $ids[] = $one->subscriptionId;
}
say('pages', count($ids));
$records = 0;
foreach ($callveil->searchRecordsAll(limit: 1) as $record) {
    $records += $record->kind === 'call' ? 1 : 0;
}
say('records', $records);

told(fn () => $callveil->getBinding('no such/binding?'));
told(fn () => $callveil->bindAxb(appKey: $appKey, a: '+8613800001007', b: 'x'));
told(fn () => (new Callveil($url, 'wrong'))->getMe());
try {
    $callveil->removeBinding('..');
} catch (InvalidArgumentException) {
    say('refused', 'true');
}

$imported = $callveil->importNumbers("number,area_code\n+8617100009999,0755\n", appKey: $appKey);
say('imported', $imported->added, count($imported->faults));
say('found', $callveil->findNumber(number: '+8617100009999')->areaCode);
$callveil->removeNumber(number: '+8617100009999');
$until = new DateTimeImmutable('2027-01-02T03:04:05.678Z');
$number = '+8617100009999';
$barred = new AddToBlacklistRequestEntry(kind: 'call', number: $number, appKey: $appKey, until: $until);
$added = $callveil->addToBlacklist(entries: [$barred])->added;
$entry = $callveil->searchBlacklist(number: $number)->items[0];
say('barred', $added, truth($entry->until == $until));
$callveil->removeFromBlacklist(kind: 'call', number: $number, appKey: $appKey);
$callveil->putPrompt('client.wav', stream_get_contents($callveil->getPrompt('last-minute.wav')));
say('prompt', substr(stream_get_contents($callveil->getPrompt('client.wav')), 0, 4));
$callveil->removePrompt('client.wav', force: true);
say('export', explode(',', stream_get_contents($callveil->exportRecords()))[0]);

foreach ($ids as $one) {
    $callveil->removeBinding($one);
}
told(fn () => $callveil->getBinding($id));

$difficult = new Callveil($hostile, $token, timeout: 1.5);
say('repeated', $difficult->getMe()->name);
told(fn () => $difficult->bindAxb(appKey: $appKey, a: '+8613800001001', b: '+8613800001002'));
told($difficult->getJournal(...));
told($difficult->getSystem(...));
told($difficult->listApplications(...));
told($difficult->listStandings(...));
told($difficult->listTrunks(...));
told($difficult->listReceivers(...));
told($difficult->listLive(...));
told($difficult->listOnboarding(...));
try {
    $difficult->exportRecords();
} catch (CallveilFailure) {
    say('half', 'true');
}
foreach ($difficult->searchRecordingsAll() as $one) {
    say('recordings', $one->sessionId);
}
say('undelivered', iterator_count($difficult->listUndeliveredAll()));
say('later', $difficult->getCall('s-1')->sessionId);
fwrite(STDERR, print_r($difficult, true));

function told(callable $work): void
{
    try {
        $work();
        say('no error');
    } catch (CallveilProblem $problem) {
        say('problem', $problem->status, $problem->problem, $problem->errors === [] ? '-' : $problem->errors[0]->field);
        fwrite(STDERR, "$problem\n");
    } catch (CallveilFailure $failure) {
        say('failure', $failure->kind);
        fwrite(STDERR, "$failure\n");
    }
}

function truth(bool $value): string
{
    return $value ? 'true' : 'false';
}

function say(mixed ...$words): void
{
    echo implode(' ', $words), "\n";
}
