import callveil.Callveil;
import callveil.Model.*;

/** The first masked call: binds two phones, waits until one has called, and shows what became of the call. */
public final class FirstCall {
    public static void main(String[] args) throws java.io.IOException {
        String url = System.getenv().getOrDefault("CALLVEIL_URL", "http://127.0.0.1:8081");
        String token = System.getenv().getOrDefault("CALLVEIL_TOKEN", "local-operator-token");
        String[] demo = {"demo-app-key", "+8613800000021", "+8613800000022", "+8675500000001"};
        String[] given = args.length == 4 ? args : demo;
        Callveil callveil = new Callveil(url, token);

        Binding binding = callveil.bindAxb(new BindAxbRequest(given[0], given[1], given[2]).x(given[3]));
        System.out.printf(
                "Call %1$s from either phone: the other rings and shows %1$s. Then press Enter.%n", binding.x());
        System.in.read();

        String id = binding.subscriptionId();
        for (PastRecord call : callveil.searchRecordsAll(new SearchRecordsRequest().subscriptionId(id)))
            System.out.printf("%s: they talked for %s s%n", call.ending(), call.talkSeconds());
        callveil.removeBinding(id);
    }
}
