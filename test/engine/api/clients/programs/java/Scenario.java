import callveil.Callveil;
import callveil.CallveilFailure;
import callveil.CallveilProblem;
import callveil.Model.*;
import callveil.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What each client must be able to do; the same program in each language. Writes a line for each step. */
public final class Scenario {
    private Scenario() {}

    public static void main(String[] args) throws IOException {
        String url = args[0];
        String token = args[1];
        String appKey = args[3];
        String x = args[4];
        Callveil callveil = new Callveil(url, token);

        String userData = "\u8ba2\u5355 \"1\" \\ \u00e9 \ud83d\udcde";
        Binding bound = callveil.bindAxb(new BindAxbRequest(appKey, "+8613800001001", "+8613800001002")
                .x(x)
                .maxDuration(5)
                .userData(userData));
        String id = bound.subscriptionId();
        say("bound", bound.mode().word(), bound.x(), bound.maxDuration());
        Binding read = callveil.getBinding(id);
        say("read", read.userData().equals(userData), read.createdAt().isAfter(Instant.EPOCH));
        Binding modified = callveil.modifyBinding(id, new ModifyBindingRequest().userData(null).maxDuration(10));
        say("modified", modified.userData() == null ? "absent" : "there", modified.maxDuration());

        callveil.bindAxb(new BindAxbRequest(appKey, "+8613800001003", "+8613800001004").x(x));
        callveil.bindAxb(new BindAxbRequest(appKey, "+8613800001005", "+8613800001006").x(x));
        List<String> ids = new ArrayList<>();
        for (Binding one : callveil.searchBindingsAll(new SearchBindingsRequest().appKey(appKey).pageSize(2)))
            ids.add(one.subscriptionId());
        say("pages", ids.size());
        int records = 0;
        for (PastRecord record : callveil.searchRecordsAll(new SearchRecordsRequest().limit(1)))
            records += record.kind() == PastRecordKind.CALL ? 1 : 0;
        say("records", records);

        told(() -> callveil.getBinding("no such/binding?"));
        told(() -> callveil.bindAxb(new BindAxbRequest(appKey, "+8613800001007", "x")));
        told(() -> new Callveil(url, "wrong").getMe());
        try {
            callveil.removeBinding("..");
        } catch (IllegalArgumentException error) {
            say("refused", true);
        }

        ImportNumbersAnswer imported = callveil.importNumbers(
                "number,area_code\n+8617100009999,0755\n", new ImportNumbersRequest(appKey));
        say("imported", imported.added(), imported.faults().size());
        say("found", callveil.findNumber(new FindNumberRequest("+8617100009999")).areaCode());
        callveil.removeNumber(new RemoveNumberRequest("+8617100009999"));
        Instant until = Instant.parse("2027-01-02T03:04:05.678Z");
        AddToBlacklistRequestEntry barred =
                new AddToBlacklistRequestEntry(AddToBlacklistRequestEntryKind.CALL, "+8617100009999")
                        .appKey(appKey)
                        .until(until);
        Long added = callveil.addToBlacklist(new AddToBlacklistRequest(List.of(barred))).added();
        BlacklistEntry entry = callveil.searchBlacklist(new SearchBlacklistRequest().number("+8617100009999"))
                .items()
                .get(0);
        say("barred", added, entry.until().equals(until));
        callveil.removeFromBlacklist(
                new RemoveFromBlacklistRequest(RemoveFromBlacklistRequestKind.CALL, "+8617100009999").appKey(appKey));
        callveil.putPrompt("client.wav", bytes(callveil.getPrompt("last-minute.wav")));
        say("prompt", text(callveil.getPrompt("client.wav")).substring(0, 4));
        callveil.removePrompt("client.wav", new RemovePromptRequest().force(true));
        say("export", text(callveil.exportRecords()).split(",")[0]);

        for (String one : ids) callveil.removeBinding(one);
        told(() -> callveil.getBinding(id));

        Callveil difficult = new Callveil(args[2], token, Settings.usual().timeout(Duration.ofMillis(1500)));
        say("repeated", difficult.getMe().name());
        told(() -> difficult.bindAxb(new BindAxbRequest(appKey, "+8613800001001", "+8613800001002")));
        told(difficult::getJournal);
        told(difficult::getSystem);
        told(difficult::listApplications);
        told(difficult::listStandings);
        told(difficult::listTrunks);
        told(difficult::listReceivers);
        told(difficult::listLive);
        told(difficult::listOnboarding);
        try {
            text(difficult.exportRecords());
        } catch (IOException error) {
            say("half", true);
        }
        for (SearchRecordingsAnswerItem one : difficult.searchRecordingsAll(new SearchRecordingsRequest()))
            say("recordings", one.sessionId());
        int undelivered = 0;
        for (ListUndeliveredAnswerItem one : difficult.listUndeliveredAll(new ListUndeliveredRequest())) undelivered++;
        say("undelivered", undelivered);
        say("later", difficult.getCall("s-1").sessionId());
    }

    private static void told(Runnable work) {
        try {
            work.run();
            say("no error");
        } catch (CallveilProblem problem) {
            String field = problem.errors().isEmpty() ? "-" : problem.errors().get(0).field();
            say("problem", problem.status(), problem.code(), field);
            problem.printStackTrace();
        } catch (CallveilFailure failure) {
            say("failure", failure.kind().name().toLowerCase());
            failure.printStackTrace();
        }
    }

    private static byte[] bytes(InputStream stream) throws IOException {
        try (stream) {
            return stream.readAllBytes();
        }
    }

    private static String text(InputStream stream) throws IOException {
        return new String(bytes(stream), StandardCharsets.ISO_8859_1);
    }

    private static void say(Object... words) {
        List<String> texts = new ArrayList<>();
        for (Object word : words) texts.add(String.valueOf(word));
        System.out.println(String.join(" ", texts));
    }
}
