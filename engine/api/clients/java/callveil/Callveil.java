// Generated from openapi.json (version 1): change the API or the generator, not this file.
package callveil;

import callveil.Model.*;
import callveil.Transport.Ask;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A client of the operator API. It may be used by several threads at once. */
public final class Callveil {
    private final Transport transport;

    /** {@code url}: such as http://127.0.0.1:8081. {@code token}: of operator.tokens. */
    public Callveil(String url, String token) {
        this(url, token, Settings.usual());
    }

    public Callveil(String url, String token, Settings settings) {
        transport = new Transport(url, token, settings);
    }

    /**
     * All applications.
     */
    public ListApplicationsAnswer listApplications() {
        Ask ask = new Ask("GET", "/v1/applications", true);
        return transport.json(ask, ListApplicationsAnswer::of);
    }

    /**
     * Makes an application with a secret, which is shown once. What is left out has its default. To bring
     * a secret of your own, use `putApplication`.
     */
    public CreateApplicationAnswer createApplication(CreateApplicationRequest request) {
        Ask ask = new Ask("POST", "/v1/applications", false).body(request);
        return transport.json(ask, CreateApplicationAnswer::of);
    }

    /**
     * One application.
     */
    public Application getApplication(String appKey) {
        Ask ask = new Ask("GET", "/v1/applications/" + Transport.part(appKey), true);
        return transport.json(ask, Application::of);
    }

    /**
     * Makes or replaces an application. Lasting, and in force at once on every engine. Key by key it wins
     * over the configuration file until the next start that finds the key changed there. Fields left out
     * take their defaults. The secret may be left out where the application exists. The mode of an
     * application that exists cannot change.
     */
    public Application putApplication(String appKey, PutApplicationRequest request) {
        Ask ask = new Ask("PUT", "/v1/applications/" + Transport.part(appKey), true).body(request);
        return transport.json(ask, Application::of);
    }

    /**
     * Gives an application another secret, which is shown once. In force at once: requests that are signed
     * with the old one are refused from then on.
     */
    public RenewSecretAnswer renewSecret(String appKey) {
        Ask ask = new Ask("POST", "/v1/applications/" + Transport.part(appKey) + "/secret", false);
        return transport.json(ask, RenewSecretAnswer::of);
    }

    /**
     * Sends a signed test push to one of its addresses, and answers what came of it. Signed as every push
     * is, with `eventType` `test`, once, to an address that the application has: under the rules of
     * `callbacks.allowedNetworks`, without following redirects. Nothing is stored.
     */
    public TryCallbackAnswer tryCallback(String appKey, TryCallbackRequest request) {
        Ask ask = new Ask("POST", "/v1/applications/" + Transport.part(appKey) + "/try", false).body(request);
        return transport.json(ask, TryCallbackAnswer::of);
    }

    /**
     * Numbers of the pool.
     */
    public ListNumbersAnswer listNumbers(ListNumbersRequest request) {
        Ask ask = new Ask("GET", "/v1/numbers", true).query(request);
        return transport.json(ask, ListNumbersAnswer::of);
    }

    /**
     * Numbers of the pool.
     */
    public ListNumbersAnswer listNumbers() {
        return listNumbers(new ListNumbersRequest());
    }

    /**
     * Numbers of the pool, of all pages from that of the request on; each page is asked for when it is
     * wanted.
     */
    public Iterable<PoolNumber> listNumbersAll(ListNumbersRequest request) {
        ListNumbersRequest first = ListNumbersRequest.copyOf(request);
        return Pages.byIndex(
                first.number("pageIndex", 1),
                first.number("pageSize", 50),
                index -> listNumbers(ListNumbersRequest.copyOf(first).pageIndex(index)).items());
    }

    /**
     * Gives an application numbers. Those it has already stay as they are. Numbers before a refused one
     * have been added.
     */
    public AddNumbersAnswer addNumbers(AddNumbersRequest request) {
        Ask ask = new Ask("POST", "/v1/numbers", false).body(request);
        return transport.json(ask, AddNumbersAnswer::of);
    }

    /**
     * One number of the pool.
     */
    public PoolNumber findNumber(FindNumberRequest request) {
        Ask ask = new Ask("POST", "/v1/numbers/find", true).body(request);
        return transport.json(ask, PoolNumber::of);
    }

    /**
     * Imports numbers from CSV. A heading with number and area_code, in any order. Good lines are taken,
     * bad ones told.
     */
    public ImportNumbersAnswer importNumbers(String content, ImportNumbersRequest request) {
        Ask ask = new Ask("POST", "/v1/numbers/import", false).content("text/csv", content.getBytes(StandardCharsets.UTF_8)).query(request);
        return transport.json(ask, ImportNumbersAnswer::of);
    }

    /**
     * Gives numbers to another application. Those in use stay where they are and are told. They stay here
     * whatever the configuration file said before; a file that moves them later moves them.
     */
    public TransferNumbersAnswer transferNumbers(TransferNumbersRequest request) {
        Ask ask = new Ask("POST", "/v1/numbers/transfer", false).body(request);
        return transport.json(ask, TransferNumbersAnswer::of);
    }

    /**
     * Changes what a number may do. frozen: no new bindings, existing ones work. suspended, unavailable:
     * bindings and calls fail. The application is notified.
     */
    public PoolNumber setNumberStatus(SetNumberStatusRequest request) {
        Ask ask = new Ask("POST", "/v1/numbers/status", false).body(request);
        return transport.json(ask, PoolNumber::of);
    }

    /**
     * Takes a number out of the pool. Refused while anything is bound to it. One that the configuration
     * file still gives comes back with the next start.
     */
    public void removeNumber(RemoveNumberRequest request) {
        Ask ask = new Ask("POST", "/v1/numbers/remove", false).body(request);
        transport.nothing(ask);
    }

    /**
     * How many numbers each city has, and what they can do. Every number counts once: as ended or frozen
     * by its status, else as used, resting or free.
     */
    public GetNumberCitiesAnswer getNumberCities(GetNumberCitiesRequest request) {
        Ask ask = new Ask("GET", "/v1/numbers/cities", true).query(request);
        return transport.json(ask, GetNumberCitiesAnswer::of);
    }

    /**
     * How many numbers each city has, and what they can do.
     */
    public GetNumberCitiesAnswer getNumberCities() {
        return getNumberCities(new GetNumberCitiesRequest());
    }

    /**
     * How many numbers so many bindings take. By the rules of the mode: what an X or a Y carries, how
     * often a user may be on it, how long it rests. With `appKey` or `areaCode`: how many of them are
     * there, and how many are missing.
     */
    public GetNumberPlanAnswer getNumberPlan(GetNumberPlanRequest request) {
        Ask ask = new Ask("GET", "/v1/numbers/plan", true).query(request);
        return transport.json(ask, GetNumberPlanAnswer::of);
    }

    /**
     * Calls of a time in figures: answer rate, length, post-dial delay, endings, complaints. Calls count
     * in the hour in which they came; times are rounded out to whole hours, and are the last 24 hours by
     * default. A call is counted within a second of its end. One city or one trunk can be looked at by
     * itself, with its endings and hours; other groupings of it are not kept. Calls of which a leg had no
     * trunk are in no trunk’s figures.
     */
    public GetStatisticsAnswer getStatistics(GetStatisticsRequest request) {
        Ask ask = new Ask("GET", "/v1/statistics", true).query(request);
        return transport.json(ask, GetStatisticsAnswer::of);
    }

    /**
     * Calls of a time in figures: answer rate, length, post-dial delay, endings, complaints.
     */
    public GetStatisticsAnswer getStatistics() {
        return getStatistics(new GetStatisticsRequest());
    }

    /**
     * Bindings of an application, of a number, or all. By number: those that have it as X, Y, A or B.
     * Looks through everything; not for a program to poll.
     */
    public SearchBindingsAnswer searchBindings(SearchBindingsRequest request) {
        Ask ask = new Ask("POST", "/v1/bindings/search", true).body(request);
        return transport.json(ask, SearchBindingsAnswer::of);
    }

    /**
     * Bindings of an application, of a number, or all.
     */
    public SearchBindingsAnswer searchBindings() {
        return searchBindings(new SearchBindingsRequest());
    }

    /**
     * Bindings of an application, of a number, or all, of all pages from that of the request on; each page
     * is asked for when it is wanted.
     */
    public Iterable<Binding> searchBindingsAll(SearchBindingsRequest request) {
        SearchBindingsRequest first = SearchBindingsRequest.copyOf(request);
        return Pages.byIndex(
                first.number("pageIndex", 1),
                first.number("pageSize", 50),
                index -> searchBindings(SearchBindingsRequest.copyOf(first).pageIndex(index)).items());
    }

    /**
     * One binding.
     */
    public Binding getBinding(String subscriptionId) {
        Ask ask = new Ask("GET", "/v1/bindings/" + Transport.part(subscriptionId), true);
        return transport.json(ask, Binding::of);
    }

    /**
     * Unbinds. A call in progress goes on. AXYB: all its parts go too.
     */
    public void removeBinding(String subscriptionId) {
        Ask ask = new Ask("DELETE", "/v1/bindings/" + Transport.part(subscriptionId), true);
        transport.nothing(ask);
    }

    /**
     * Changes a binding. Fields left out stay as they are, null takes a prompt, userData or callbackNum
     * away; which there are depends on the mode. preVoice is replaced as a whole. AXB: a duration starts
     * counting anew. A call in progress goes on as it began. AXYB: 409, its bindings cannot be changed.
     */
    public Binding modifyBinding(String subscriptionId, ModifyBindingRequest request) {
        Ask ask = new Ask("PATCH", "/v1/bindings/" + Transport.part(subscriptionId), false).body(request);
        return transport.json(ask, Binding::of);
    }

    /**
     * Changes a binding.
     */
    public Binding modifyBinding(String subscriptionId) {
        return modifyBinding(subscriptionId, new ModifyBindingRequest());
    }

    /**
     * Binds in mode AXB.
     */
    public Binding bindAxb(BindAxbRequest request) {
        Ask ask = new Ask("POST", "/v1/bindings/axb", false).body(request);
        return transport.json(ask, Binding::of);
    }

    /**
     * Binds in mode AX.
     */
    public Binding bindAx(BindAxRequest request) {
        Ask ask = new Ask("POST", "/v1/bindings/ax", false).body(request);
        return transport.json(ask, Binding::of);
    }

    /**
     * Binds in mode AXE.
     */
    public Binding bindAxe(BindAxeRequest request) {
        Ask ask = new Ask("POST", "/v1/bindings/axe", false).body(request);
        return transport.json(ask, Binding::of);
    }

    /**
     * Binds in mode AXYB.
     */
    public Binding bindAxyb(BindAxybRequest request) {
        Ask ask = new Ask("POST", "/v1/bindings/axyb", false).body(request);
        return transport.json(ask, Binding::of);
    }

    /**
     * Gives a B a Y on an AXYB binding.
     */
    public Part bindAxybPart(BindAxybPartRequest request) {
        Ask ask = new Ask("POST", "/v1/bindings/axyb/parts", false).body(request);
        return transport.json(ask, Part::of);
    }

    /**
     * Calls in progress. Calls that end move those after them up: a reader of many pages may miss as many.
     */
    public ListCallsAnswer listCalls(ListCallsRequest request) {
        Ask ask = new Ask("GET", "/v1/calls", true).query(request);
        return transport.json(ask, ListCallsAnswer::of);
    }

    /**
     * Calls in progress.
     */
    public ListCallsAnswer listCalls() {
        return listCalls(new ListCallsRequest());
    }

    /**
     * Calls in progress, of all pages from that of the request on; each page is asked for when it is
     * wanted.
     */
    public Iterable<Call> listCallsAll(ListCallsRequest request) {
        ListCallsRequest first = ListCallsRequest.copyOf(request);
        return Pages.byIndex(
                first.number("pageIndex", 1),
                first.number("pageSize", 50),
                index -> listCalls(ListCallsRequest.copyOf(first).pageIndex(index)).items());
    }

    /**
     * One call in progress.
     */
    public Call getCall(String sessionId) {
        Ask ask = new Ask("GET", "/v1/calls/" + Transport.part(sessionId), true);
        return transport.json(ask, Call::of);
    }

    /**
     * Ends a call.
     */
    public void endCall(String sessionId) {
        Ask ask = new Ask("DELETE", "/v1/calls/" + Transport.part(sessionId), true);
        transport.nothing(ask);
    }

    /**
     * What is heard from both legs of live calls, over a fraction of a second. Measured while it is asked
     * for, at most once a second: who asks more often gets the measurement before. Calls without audio
     * here are left out.
     */
    public ListLevelsAnswer listLevels(ListLevelsRequest request) {
        Ask ask = new Ask("POST", "/v1/calls/levels", false).body(request);
        return transport.json(ask, ListLevelsAnswer::of);
    }

    /**
     * Calls that were recorded, newest first. As `searchRecords` does. A page may have fewer than were
     * asked for, or none, and a `next` all the same: go on until there is no `next`.
     */
    public SearchRecordingsAnswer searchRecordings(SearchRecordingsRequest request) {
        Ask ask = new Ask("POST", "/v1/recordings/search", true).body(request);
        return transport.json(ask, SearchRecordingsAnswer::of);
    }

    /**
     * Calls that were recorded, newest first.
     */
    public SearchRecordingsAnswer searchRecordings() {
        return searchRecordings(new SearchRecordingsRequest());
    }

    /**
     * Calls that were recorded, newest first, of all pages from that of the request on; each page is asked
     * for when it is wanted.
     */
    public Iterable<SearchRecordingsAnswerItem> searchRecordingsAll(SearchRecordingsRequest request) {
        SearchRecordingsRequest first = SearchRecordingsRequest.copyOf(request);
        return Pages.byNext(
                after -> searchRecordings(after == null ? first : SearchRecordingsRequest.copyOf(first).after(after)),
                SearchRecordingsAnswer::items,
                SearchRecordingsAnswer::next);
    }

    /**
     * The audio of a recording. What the parties of a call said: each request is in the audit, as
     * `listened`, before it is answered. One range of bytes may be asked for (RFC 9110 14).
     */
    public InputStream listenToRecording(String sessionId) {
        Ask ask = new Ask("GET", "/v1/recordings/" + Transport.part(sessionId), true);
        return transport.bytes(ask);
    }

    /**
     * Who has listened to a recording, and when. From the audit, the newest 200: operators here, and
     * applications that have fetched it.
     */
    public ListListenersAnswer listListeners(String sessionId) {
        Ask ask = new Ask("GET", "/v1/recordings/" + Transport.part(sessionId) + "/listeners", true);
        return transport.json(ask, ListListenersAnswer::of);
    }

    /**
     * Short messages, newest first. Go on with `after` = `next`, until there is no `next`. None is missed,
     * and none comes twice.
     */
    public ListMessagesAnswer listMessages(ListMessagesRequest request) {
        Ask ask = new Ask("GET", "/v1/messages", true).query(request);
        return transport.json(ask, ListMessagesAnswer::of);
    }

    /**
     * Short messages, newest first.
     */
    public ListMessagesAnswer listMessages() {
        return listMessages(new ListMessagesRequest());
    }

    /**
     * Short messages, newest first, of all pages from that of the request on; each page is asked for when
     * it is wanted.
     */
    public Iterable<Message> listMessagesAll(ListMessagesRequest request) {
        ListMessagesRequest first = ListMessagesRequest.copyOf(request);
        return Pages.byNext(
                after -> listMessages(after == null ? first : ListMessagesRequest.copyOf(first).after(after)),
                ListMessagesAnswer::items,
                ListMessagesAnswer::next);
    }

    /**
     * What would become of a call. caller left out: withheld. digits: what the caller types when asked for
     * an extension; left out: not asked yet. Nothing is changed.
     */
    public ExplainAnswer explain(ExplainRequest request) {
        Ask ask = new Ask("POST", "/v1/explain", true).body(request);
        return transport.json(ask, ExplainAnswer::of);
    }

    /**
     * Why a call of the past, or one in progress, went as it did. From the record, which is kept for its
     * days; from the call while it lasts; or, of the last calls that reached no application, from memory.
     */
    public ExplainCallAnswer explainCall(ExplainCallRequest request) {
        Ask ask = new Ask("GET", "/v1/explain", true).query(request);
        return transport.json(ask, ExplainCallAnswer::of);
    }

    /**
     * Whether a call would be put through, and why not. Nothing is changed or counted.
     */
    public AskMayCallAnswer askMayCall(AskMayCallRequest request) {
        Ask ask = new Ask("POST", "/v1/may-call", true).body(request);
        return transport.json(ask, AskMayCallAnswer::of);
    }

    /**
     * Entries of the blacklists that are in force.
     */
    public ListBlacklistAnswer listBlacklist(ListBlacklistRequest request) {
        Ask ask = new Ask("GET", "/v1/blacklist", true).query(request);
        return transport.json(ask, ListBlacklistAnswer::of);
    }

    /**
     * Entries of the blacklists that are in force.
     */
    public ListBlacklistAnswer listBlacklist() {
        return listBlacklist(new ListBlacklistRequest());
    }

    /**
     * Entries of the blacklists that are in force, of all pages from that of the request on; each page is
     * asked for when it is wanted.
     */
    public Iterable<BlacklistEntry> listBlacklistAll(ListBlacklistRequest request) {
        ListBlacklistRequest first = ListBlacklistRequest.copyOf(request);
        return Pages.byIndex(
                first.number("pageIndex", 1),
                first.number("pageSize", 50),
                index -> listBlacklist(ListBlacklistRequest.copyOf(first).pageIndex(index)).items());
    }

    /**
     * Bars numbers. In force on every engine once answered. An entry for the same kind, number, X and
     * application is replaced. None is made if one of them is wrong.
     */
    public AddToBlacklistAnswer addToBlacklist(AddToBlacklistRequest request) {
        Ask ask = new Ask("POST", "/v1/blacklist", false).body(request);
        return transport.json(ask, AddToBlacklistAnswer::of);
    }

    /**
     * Entries that concern a number. Those with the beginning of the number too.
     */
    public SearchBlacklistAnswer searchBlacklist(SearchBlacklistRequest request) {
        Ask ask = new Ask("POST", "/v1/blacklist/search", true).body(request);
        return transport.json(ask, SearchBlacklistAnswer::of);
    }

    /**
     * Entries that concern a number.
     */
    public SearchBlacklistAnswer searchBlacklist() {
        return searchBlacklist(new SearchBlacklistRequest());
    }

    /**
     * Entries that concern a number, of all pages from that of the request on; each page is asked for when
     * it is wanted.
     */
    public Iterable<BlacklistEntry> searchBlacklistAll(SearchBlacklistRequest request) {
        SearchBlacklistRequest first = SearchBlacklistRequest.copyOf(request);
        return Pages.byIndex(
                first.number("pageIndex", 1),
                first.number("pageSize", 50),
                index -> searchBlacklist(SearchBlacklistRequest.copyOf(first).pageIndex(index)).items());
    }

    /**
     * Bars the numbers of a CSV file. A heading with number and any of kind, x, app_key, until and note;
     * or numbers alone, one a line. The query says what a line does not. Good lines are taken, bad ones
     * told.
     */
    public ImportBlacklistAnswer importBlacklist(String content, ImportBlacklistRequest request) {
        Ask ask = new Ask("POST", "/v1/blacklist/import", false).content("text/csv", content.getBytes(StandardCharsets.UTF_8)).query(request);
        return transport.json(ask, ImportBlacklistAnswer::of);
    }

    /**
     * Takes an entry away.
     */
    public void removeFromBlacklist(RemoveFromBlacklistRequest request) {
        Ask ask = new Ask("POST", "/v1/blacklist/remove", false).body(request);
        transport.nothing(ask);
    }

    /**
     * Registers numbers, or changes their state. Good ones are taken, bad ones told by their place.
     * Without appKey they count for every application.
     */
    public AddRegistrationsAnswer addRegistrations(AddRegistrationsRequest request) {
        Ask ask = new Ask("POST", "/v1/registrations", false).body(request);
        return transport.json(ask, AddRegistrationsAnswer::of);
    }

    /**
     * Registers the numbers of a file, one a line. The first column counts; a heading `number` is skipped.
     * Good lines are taken, bad ones told.
     */
    public ImportRegistrationsAnswer importRegistrations(String content, ImportRegistrationsRequest request) {
        Ask ask = new Ask("POST", "/v1/registrations/import", false).content("text/csv", content.getBytes(StandardCharsets.UTF_8)).query(request);
        return transport.json(ask, ImportRegistrationsAnswer::of);
    }

    /**
     * Registrations, of a number, a batch or a state.
     */
    public SearchRegistrationsAnswer searchRegistrations(SearchRegistrationsRequest request) {
        Ask ask = new Ask("POST", "/v1/registrations/search", true).body(request);
        return transport.json(ask, SearchRegistrationsAnswer::of);
    }

    /**
     * Registrations, of a number, a batch or a state.
     */
    public SearchRegistrationsAnswer searchRegistrations() {
        return searchRegistrations(new SearchRegistrationsRequest());
    }

    /**
     * Registrations, of a number, a batch or a state, of all pages from that of the request on; each page
     * is asked for when it is wanted.
     */
    public Iterable<Registration> searchRegistrationsAll(SearchRegistrationsRequest request) {
        SearchRegistrationsRequest first = SearchRegistrationsRequest.copyOf(request);
        return Pages.byIndex(
                first.number("pageIndex", 1),
                first.number("pageSize", 50),
                index -> searchRegistrations(SearchRegistrationsRequest.copyOf(first).pageIndex(index)).items());
    }

    /**
     * How many numbers are in each state.
     */
    public GetRegistrationStatusAnswer getRegistrationStatus(GetRegistrationStatusRequest request) {
        Ask ask = new Ask("GET", "/v1/registrations/status", true).query(request);
        return transport.json(ask, GetRegistrationStatusAnswer::of);
    }

    /**
     * How many numbers are in each state.
     */
    public GetRegistrationStatusAnswer getRegistrationStatus() {
        return getRegistrationStatus(new GetRegistrationStatusRequest());
    }

    /**
     * Removes numbers, or a batch.
     */
    public RemoveRegistrationsAnswer removeRegistrations(RemoveRegistrationsRequest request) {
        Ask ask = new Ask("POST", "/v1/registrations/remove", false).body(request);
        return transport.json(ask, RemoveRegistrationsAnswer::of);
    }

    /**
     * Removes numbers, or a batch.
     */
    public RemoveRegistrationsAnswer removeRegistrations() {
        return removeRegistrations(new RemoveRegistrationsRequest());
    }

    /**
     * Complaints, the latest first.
     */
    public ListComplaintsAnswer listComplaints(ListComplaintsRequest request) {
        Ask ask = new Ask("GET", "/v1/complaints", true).query(request);
        return transport.json(ask, ListComplaintsAnswer::of);
    }

    /**
     * Complaints, the latest first.
     */
    public ListComplaintsAnswer listComplaints() {
        return listComplaints(new ListComplaintsRequest());
    }

    /**
     * Complaints, the latest first, of all pages from that of the request on; each page is asked for when
     * it is wanted.
     */
    public Iterable<Complaint> listComplaintsAll(ListComplaintsRequest request) {
        ListComplaintsRequest first = ListComplaintsRequest.copyOf(request);
        return Pages.byIndex(
                first.number("pageIndex", 1),
                first.number("pageSize", 50),
                index -> listComplaints(ListComplaintsRequest.copyOf(first).pageIndex(index)).items());
    }

    /**
     * Registers a complaint. It counts as valid until it is judged. Without appKey it is about the
     * application of x.
     */
    public AddComplaintAnswer addComplaint(AddComplaintRequest request) {
        Ask ask = new Ask("POST", "/v1/complaints", false).body(request);
        return transport.json(ask, AddComplaintAnswer::of);
    }

    /**
     * Says whether a complaint is valid.
     */
    public Complaint judgeComplaint(String id, JudgeComplaintRequest request) {
        Ask ask = new Ask("PATCH", "/v1/complaints/" + Transport.part(id), false).body(request);
        return transport.json(ask, Complaint::of);
    }

    /**
     * Removes a complaint.
     */
    public void removeComplaint(String id) {
        Ask ask = new Ask("DELETE", "/v1/complaints/" + Transport.part(id), true);
        transport.nothing(ask);
    }

    /**
     * How applications stand this month.
     */
    public ListStandingsAnswer listStandings() {
        Ask ask = new Ask("GET", "/v1/complaints/standings", true);
        return transport.json(ask, ListStandingsAnswer::of);
    }

    /**
     * What the customers of applications have filed.
     */
    public ListOnboardingAnswer listOnboarding() {
        Ask ask = new Ask("GET", "/v1/onboarding", true);
        return transport.json(ask, ListOnboardingAnswer::of);
    }

    /**
     * What the customer of an application has filed.
     */
    public Onboarding getOnboarding(String appKey) {
        Ask ask = new Ask("GET", "/v1/onboarding/" + Transport.part(appKey), true);
        return transport.json(ask, Onboarding::of);
    }

    /**
     * Files a record, or replaces it. One of a forbidden trade can be filed, and not be approved.
     */
    public Onboarding putOnboarding(String appKey, PutOnboardingRequest request) {
        Ask ask = new Ask("PUT", "/v1/onboarding/" + Transport.part(appKey), true).body(request);
        return transport.json(ask, Onboarding::of);
    }

    /**
     * Removes a record.
     */
    public void removeOnboarding(String appKey) {
        Ask ask = new Ask("DELETE", "/v1/onboarding/" + Transport.part(appKey), true);
        transport.nothing(ask);
    }

    /**
     * Prompts that may be named.
     */
    public ListPromptsAnswer listPrompts() {
        Ask ask = new Ask("GET", "/v1/prompts", true);
        return transport.json(ask, ListPromptsAnswer::of);
    }

    /**
     * The audio of a prompt. One range of bytes may be asked for (RFC 9110 14).
     */
    public InputStream getPrompt(String name, GetPromptRequest request) {
        Ask ask = new Ask("GET", "/v1/prompts/" + Transport.part(name), true).query(request);
        return transport.bytes(ask);
    }

    /**
     * The audio of a prompt.
     */
    public InputStream getPrompt(String name) {
        return getPrompt(name, new GetPromptRequest());
    }

    /**
     * Puts a prompt in, or another in its place. A WAV file of A-law, mu-law or 16-bit PCM, mono, 8000 or
     * 16000 Hz, at most 262 s. Stored as A-law of 8000 Hz, which is what calls hear. In force for calls
     * from then on.
     */
    public void putPrompt(String name, byte[] content) {
        Ask ask = new Ask("PUT", "/v1/prompts/" + Transport.part(name), true).content("audio/wav", content);
        transport.nothing(ask);
    }

    /**
     * Takes one's own prompt out. Refused with 409 while a binding or an application names it, so that
     * nothing falls silent, least of all the notice of a recording; but for one that covers a prompt of
     * the same name that came with Callveil. With `force` it is taken out all the same: calls that want it
     * as their notice are then not recorded.
     */
    public void removePrompt(String name, RemovePromptRequest request) {
        Ask ask = new Ask("DELETE", "/v1/prompts/" + Transport.part(name), true).query(request);
        transport.nothing(ask);
    }

    /**
     * Takes one's own prompt out.
     */
    public void removePrompt(String name) {
        removePrompt(name, new RemovePromptRequest());
    }

    /**
     * What waits to be pushed to each address of the applications.
     */
    public ListReceiversAnswer listReceivers() {
        Ask ask = new Ask("GET", "/v1/receivers", true);
        return transport.json(ask, ListReceiversAnswer::of);
    }

    /**
     * The trunks and how they are.
     */
    public ListTrunksAnswer listTrunks() {
        Ask ask = new Ask("GET", "/v1/trunks", true);
        return transport.json(ask, ListTrunksAnswer::of);
    }

    /**
     * Every live transaction, dialog and media session. At most 1000 of each kind; `total` is how many
     * there are.
     */
    public ListLiveAnswer listLive() {
        Ask ask = new Ask("GET", "/v1/live", true);
        return transport.json(ask, ListLiveAnswer::of);
    }

    /**
     * Keeps the RTP of a live call from now on, for its pcap file. RTP and RTCP of both legs as they are
     * on the wire; encrypted packets stay so. Until the call ends or its share is full
     * (`capture.rtpMegabytes`). What the parties say is in it: who asked is in the audit.
     */
    public void captureRtp(String sessionId) {
        Ask ask = new Ask("POST", "/v1/calls/" + Transport.part(sessionId) + "/rtp", false);
        transport.nothing(ask);
    }

    /**
     * Whether the journal takes changes, and what it has lost.
     */
    public GetJournalAnswer getJournal() {
        Ask ask = new Ask("GET", "/v1/journal", true);
        return transport.json(ask, GetJournalAnswer::of);
    }

    /**
     * Writes what is in force here into a journal that has lost it. In the place of what the store has in
     * the scopes that have lost changes, whatever was bound in them since. All engines follow.
     */
    public RestoreJournalAnswer restoreJournal() {
        Ask ask = new Ask("POST", "/v1/journal/restore", false);
        return transport.json(ask, RestoreJournalAnswer::of);
    }

    /**
     * Takes over what a journal has that has lost changes. Every binding that the store no longer has
     * ends. Calls in progress go on. All engines follow.
     */
    public AcceptJournalAnswer acceptJournal() {
        Ask ask = new Ask("POST", "/v1/journal/accept", false);
        return transport.json(ask, AcceptJournalAnswer::of);
    }

    /**
     * How this engine is.
     */
    public GetSystemAnswer getSystem() {
        Ask ask = new Ask("GET", "/v1/system", true);
        return transport.json(ask, GetSystemAnswer::of);
    }

    /**
     * The processes, the machine, its disks, the load and the certificates.
     */
    public GetMachineAnswer getMachine() {
        Ask ask = new Ask("GET", "/v1/system/machine", true);
        return transport.json(ask, GetMachineAnswer::of);
    }

    /**
     * The last lines of the log of the engine. From memory: some hundreds, since the start of the engine.
     * Numbers are masked whatever `log.showNumbers` says. The other processes write to the same standard
     * output, and are not here.
     */
    public ListLogLinesAnswer listLogLines(ListLogLinesRequest request) {
        Ask ask = new Ask("GET", "/v1/system/log", true).query(request);
        return transport.json(ask, ListLogLinesAnswer::of);
    }

    /**
     * The last lines of the log of the engine.
     */
    public ListLogLinesAnswer listLogLines() {
        return listLogLines(new ListLogLinesRequest());
    }

    /**
     * Who looked at, listened to, changed, exported or erased what.
     */
    public SearchAuditAnswer searchAudit(SearchAuditRequest request) {
        Ask ask = new Ask("POST", "/v1/audit/search", true).body(request);
        return transport.json(ask, SearchAuditAnswer::of);
    }

    /**
     * Who looked at, listened to, changed, exported or erased what.
     */
    public SearchAuditAnswer searchAudit() {
        return searchAudit(new SearchAuditRequest());
    }

    /**
     * Whether the audit is as it was written. Reads the whole file. Pass a head that was noted earlier to
     * prove that nothing up to it was taken away.
     */
    public VerifyAuditAnswer verifyAudit(VerifyAuditRequest request) {
        Ask ask = new Ask("GET", "/v1/audit/verify", true).query(request);
        return transport.json(ask, VerifyAuditAnswer::of);
    }

    /**
     * Whether the audit is as it was written.
     */
    public VerifyAuditAnswer verifyAudit() {
        return verifyAudit(new VerifyAuditRequest());
    }

    /**
     * All accounts of this engine, by name.
     */
    public ListAccountsAnswer listAccounts() {
        Ask ask = new Ask("GET", "/v1/accounts", true);
        return transport.json(ask, ListAccountsAnswer::of);
    }

    /**
     * Adds an account. Its operator has to change the password before anything else.
     */
    public void addAccount(AddAccountRequest request) {
        Ask ask = new Ask("POST", "/v1/accounts", false).body(request);
        transport.nothing(ask);
    }

    /**
     * Gives an account another role. Ends its sessions.
     */
    public void changeAccountRole(String name, ChangeAccountRoleRequest request) {
        Ask ask = new Ask("PATCH", "/v1/accounts/" + Transport.part(name), false).body(request);
        transport.nothing(ask);
    }

    /**
     * Removes an account and ends its sessions.
     */
    public void removeAccount(String name) {
        Ask ask = new Ask("DELETE", "/v1/accounts/" + Transport.part(name), true);
        transport.nothing(ask);
    }

    /**
     * Gives an account another password. For an operator who has forgotten it, or has lost the
     * authenticator. Ends its sessions. The second factor is taken away unless it is kept; the operator
     * has to change the password before anything else.
     */
    public void resetAccount(String name, ResetAccountRequest request) {
        Ask ask = new Ask("POST", "/v1/accounts/" + Transport.part(name) + "/reset", false).body(request);
        transport.nothing(ask);
    }

    /**
     * Ends the sessions of an account.
     */
    public EndAccountSessionsAnswer endAccountSessions(String name) {
        Ask ask = new Ask("DELETE", "/v1/accounts/" + Transport.part(name) + "/sessions", true);
        return transport.json(ask, EndAccountSessionsAnswer::of);
    }

    /**
     * Reads the configuration file again and puts it in force, whole or not at all. Calls in progress keep
     * what they began with. 409 with the code `invalid`, `not-changeable`, `draining` or `failed` says why
     * nothing has changed; `errors` has one entry for each mistake, or for each key that the running
     * service cannot change. Secrets and numbers are not shown.
     */
    public ReloadAnswer reload(ReloadRequest request) {
        Ask ask = new Ask("POST", "/v1/reload", false).body(request);
        return transport.json(ask, ReloadAnswer::of);
    }

    /**
     * Reads the configuration file again and puts it in force, whole or not at all.
     */
    public ReloadAnswer reload() {
        return reload(new ReloadRequest());
    }

    /**
     * Takes no new calls until that is undone. New calls, messages and OPTIONS get 503, and readiness is
     * down; calls in progress go on for as long as they like, and both APIs work. An engine that dies is
     * followed by one that drains too; a restart of the service ends the drain. Nothing happens where it
     * drains already.
     */
    public BeginDrainAnswer beginDrain() {
        Ask ask = new Ask("POST", "/v1/drain", false);
        return transport.json(ask, BeginDrainAnswer::of);
    }

    /**
     * Takes calls again. 409 with the code `stopping` if the service has been told to stop, which cannot
     * be undone.
     */
    public UndoDrainAnswer undoDrain() {
        Ask ask = new Ask("DELETE", "/v1/drain", true);
        return transport.json(ask, UndoDrainAnswer::of);
    }

    /**
     * Messages of calls, to be pulled. For applications with `reports.pull`, pushed or not, oldest first,
     * for `reports.pullDays`. Go on with `after` = `next`. Each engine has its own messages and ids. The
     * role `subscriber` reads those of its own applications.
     */
    public ListEventsAnswer listEvents(ListEventsRequest request) {
        Ask ask = new Ask("GET", "/v1/events", true).query(request);
        return transport.json(ask, ListEventsAnswer::of);
    }

    /**
     * Messages of calls, to be pulled.
     */
    public ListEventsAnswer listEvents() {
        return listEvents(new ListEventsRequest());
    }

    /**
     * Messages of calls, to be pulled, of all pages from that of the request on; each page is asked for
     * when it is wanted.
     */
    public Iterable<ListEventsAnswerItem> listEventsAll(ListEventsRequest request) {
        ListEventsRequest first = ListEventsRequest.copyOf(request);
        return Pages.byNext(
                after -> listEvents(after == null ? first : ListEventsRequest.copyOf(first).after(after)),
                ListEventsAnswer::items,
                ListEventsAnswer::next);
    }

    /**
     * Messages that no address has taken, after the last retry.
     */
    public ListUndeliveredAnswer listUndelivered(ListUndeliveredRequest request) {
        Ask ask = new Ask("GET", "/v1/undelivered", true).query(request);
        return transport.json(ask, ListUndeliveredAnswer::of);
    }

    /**
     * Messages that no address has taken, after the last retry.
     */
    public ListUndeliveredAnswer listUndelivered() {
        return listUndelivered(new ListUndeliveredRequest());
    }

    /**
     * Messages that no address has taken, after the last retry, of all pages from that of the request on;
     * each page is asked for when it is wanted.
     */
    public Iterable<ListUndeliveredAnswerItem> listUndeliveredAll(ListUndeliveredRequest request) {
        ListUndeliveredRequest first = ListUndeliveredRequest.copyOf(request);
        return Pages.byNext(
                after -> listUndelivered(after == null ? first : ListUndeliveredRequest.copyOf(first).after(after)),
                ListUndeliveredAnswer::items,
                ListUndeliveredAnswer::next);
    }

    /**
     * Pushes them again. With their old Idempotency-Key, and all retries once more.
     */
    public ResendUndeliveredAnswer resendUndelivered(ResendUndeliveredRequest request) {
        Ask ask = new Ask("POST", "/v1/undelivered/resend", false).body(request);
        return transport.json(ask, ResendUndeliveredAnswer::of);
    }

    /**
     * Pushes them again.
     */
    public ResendUndeliveredAnswer resendUndelivered() {
        return resendUndelivered(new ResendUndeliveredRequest());
    }

    /**
     * Calls, messages and changes of numbers of the past, newest first. A call is found within a second of
     * its end. Go on with `after` = `next`, until there is no `next`: none of those that were there at the
     * beginning is missed, and none comes twice.
     */
    public SearchRecordsAnswer searchRecords(SearchRecordsRequest request) {
        Ask ask = new Ask("POST", "/v1/records/search", true).body(request);
        return transport.json(ask, SearchRecordsAnswer::of);
    }

    /**
     * Calls, messages and changes of numbers of the past, newest first.
     */
    public SearchRecordsAnswer searchRecords() {
        return searchRecords(new SearchRecordsRequest());
    }

    /**
     * Calls, messages and changes of numbers of the past, newest first, of all pages from that of the
     * request on; each page is asked for when it is wanted.
     */
    public Iterable<PastRecord> searchRecordsAll(SearchRecordsRequest request) {
        SearchRecordsRequest first = SearchRecordsRequest.copyOf(request);
        return Pages.byNext(
                after -> searchRecords(after == null ? first : SearchRecordsRequest.copyOf(first).after(after)),
                SearchRecordsAnswer::items,
                SearchRecordsAnswer::next);
    }

    /**
     * One record.
     */
    public PastRecord getRecord(GetRecordKind kind, String id) {
        Ask ask = new Ask("GET", "/v1/records/" + Transport.part(kind) + "/" + Transport.part(id), true);
        return transport.json(ask, PastRecord::of);
    }

    /**
     * Records as CSV. With a heading and complete numbers, newest first, sent while it is read. A
     * connection that breaks off means that it is not whole. It is in the audit before the answer begins.
     */
    public InputStream exportRecords(ExportRecordsRequest request) {
        Ask ask = new Ask("POST", "/v1/records/export", false).body(request);
        return transport.bytes(ask);
    }

    /**
     * Records as CSV.
     */
    public InputStream exportRecords() {
        return exportRecords(new ExportRecordsRequest());
    }

    /**
     * Everything that is held about a number. Relations, lists, records, events, messages, the files of
     * recordings and what is in progress, of this engine; with several engines, ask each. Texts that
     * mention the number count. Other numbers in it are complete: take out what is not for the person who
     * asks. It is in the audit before the answer begins.
     */
    public ExportSubjectAnswer exportSubject(ExportSubjectRequest request) {
        Ask ask = new Ask("POST", "/v1/subjects/export", false).body(request);
        return transport.json(ask, ExportSubjectAnswer::of);
    }

    /**
     * What an erasure would delete, and what it would keep. Counts by store; nothing is changed.
     */
    public ExplainErasureAnswer explainErasure(ExplainErasureRequest request) {
        Ask ask = new Ask("POST", "/v1/subjects/erase/plan", true).body(request);
        return transport.json(ask, ExplainErasureAnswer::of);
    }

    /**
     * Erases what is held about a number. Of this engine; the journal of several engines is erased for
     * all, and the rest is asked of each. Nothing is erased that the audit does not have. An erasure that
     * is interrupted goes on by itself. Ask again once what was kept has ended.
     */
    public EraseSubjectAnswer eraseSubject(EraseSubjectRequest request) {
        Ask ask = new Ask("POST", "/v1/subjects/erase", false).body(request);
        return transport.json(ask, EraseSubjectAnswer::of);
    }

    /**
     * Certificates of erasures, of one number or all.
     */
    public SearchErasuresAnswer searchErasures(SearchErasuresRequest request) {
        Ask ask = new Ask("POST", "/v1/subjects/erasures/search", true).body(request);
        return transport.json(ask, SearchErasuresAnswer::of);
    }

    /**
     * Certificates of erasures, of one number or all.
     */
    public SearchErasuresAnswer searchErasures() {
        return searchErasures(new SearchErasuresRequest());
    }

    /**
     * The certificate of an erasure.
     */
    public GetErasureAnswer getErasure(String id) {
        Ask ask = new Ask("GET", "/v1/subjects/erasures/" + Transport.part(id), true);
        return transport.json(ask, GetErasureAnswer::of);
    }

    /**
     * Whether a certificate is as it was written, and the audit has it.
     */
    public VerifyErasureAnswer verifyErasure(String id) {
        Ask ask = new Ask("GET", "/v1/subjects/erasures/" + Transport.part(id) + "/verify", true);
        return transport.json(ask, VerifyErasureAnswer::of);
    }

    /**
     * Both legs of a call as one ladder. Of a live call, or of one of the last that have ended
     * (`capture.calls`). Answers to digest challenges, passwords and media keys are covered for everyone.
     */
    public GetLadderAnswer getLadder(String sessionId) {
        Ask ask = new Ask("GET", "/v1/calls/" + Transport.part(sessionId) + "/ladder", true);
        return transport.json(ask, GetLadderAnswer::of);
    }

    /**
     * Both legs of a call as a pcap file. Of a live call, or of one of the last that have ended
     * (`capture.calls`). Answers to digest challenges, passwords and media keys are covered for everyone.
     * Numbers are masked for viewers. With the RTP and RTCP of both legs if that was asked for
     * (`captureRtp`), for operators and admins. Messages over TCP and TLS are written as datagrams.
     */
    public InputStream getPcap(String sessionId) {
        Ask ask = new Ask("GET", "/v1/calls/" + Transport.part(sessionId) + "/pcap", true);
        return transport.bytes(ask);
    }

    /**
     * A backup of everything that this engine stores. A tar archive with a manifest, the stores, the
     * configuration and the SHA-256 of each file (`SHA256SUMS`, the last one; without it the archive is
     * not whole). Everything that was acknowledged before the request is in it; later changes may be. The
     * service works meanwhile. The answer begins when the stores are copied beside themselves, which takes
     * as much room again. One at a time: 409 with the code `backup-running`. It has numbers and secrets.
     * `callveil restore` puts it back.
     */
    public InputStream exportBackup(ExportBackupRequest request) {
        Ask ask = new Ask("POST", "/v1/backup", false).body(request);
        return transport.bytes(ask);
    }

    /**
     * A backup of everything that this engine stores.
     */
    public InputStream exportBackup() {
        return exportBackup(new ExportBackupRequest());
    }

    /**
     * Puts a backup in the place of what is stored, and restarts the engine. Only while the service drains
     * and no call is up: 409 with the code `not-drained` otherwise. The archive is checked first; 400 with
     * the code `bad-archive` says what is wrong with it, and nothing is changed. After the answer the
     * engine ends and the next one has what the backup had, whole or not at all, and goes on draining
     * until that is undone. What was acknowledged after the backup is gone; the files that were there are
     * kept aside.
     */
    public RestoreBackupAnswer restoreBackup(RestoreBackupRequest request) {
        Ask ask = new Ask("POST", "/v1/restore", false).body(request);
        return transport.json(ask, RestoreBackupAnswer::of);
    }

    /**
     * How one can sign in here.
     */
    public GetSignInWaysAnswer getSignInWays() {
        Ask ask = new Ask("GET", "/v1/sign-in", true);
        return transport.json(ask, GetSignInWaysAnswer::of);
    }

    /**
     * Begins a session. With `name`, `password` and `code`, or with `token`. The session is in a cookie
     * (HttpOnly, SameSite=Strict), or with `as: header` in the answer, to be sent as `Authorization:
     * Session &lt;id&gt;`. Whatever is wrong is answered 401 alike; after several wrong attempts 429 says how
     * long to wait.
     */
    public SignInAnswer signIn(SignInRequest request) {
        Ask ask = new Ask("POST", "/v1/sign-in", false).body(request);
        return transport.json(ask, SignInAnswer::of);
    }

    /**
     * Begins a session.
     */
    public SignInAnswer signIn() {
        return signIn(new SignInRequest());
    }

    /**
     * Ends the session of this request.
     */
    public SignOutAnswer signOut() {
        Ask ask = new Ask("POST", "/v1/sign-out", false);
        return transport.json(ask, SignOutAnswer::of);
    }

    /**
     * Who this token or session belongs to.
     */
    public GetMeAnswer getMe() {
        Ask ask = new Ask("GET", "/v1/me", true);
        return transport.json(ask, GetMeAnswer::of);
    }

    /**
     * Another password for the own account. Ends all sessions of the account; the answer begins a new one,
     * as the request had it.
     */
    public ChangeOwnPasswordAnswer changeOwnPassword(ChangeOwnPasswordRequest request) {
        Ask ask = new Ask("POST", "/v1/me/password", false).body(request);
        return transport.json(ask, ChangeOwnPasswordAnswer::of);
    }

    /**
     * A secret for an authenticator. TOTP (RFC 6238). It is in force once a code confirms it.
     */
    public EnrolSecondFactorAnswer enrolSecondFactor(EnrolSecondFactorRequest request) {
        Ask ask = new Ask("POST", "/v1/me/second-factor", false).body(request);
        return transport.json(ask, EnrolSecondFactorAnswer::of);
    }

    /**
     * Puts the second factor in force.
     */
    public ConfirmSecondFactorAnswer confirmSecondFactor(ConfirmSecondFactorRequest request) {
        Ask ask = new Ask("POST", "/v1/me/second-factor/confirm", false).body(request);
        return transport.json(ask, ConfirmSecondFactorAnswer::of);
    }

    /**
     * Signs in without a second factor again.
     */
    public void removeSecondFactor(RemoveSecondFactorRequest request) {
        Ask ask = new Ask("POST", "/v1/me/second-factor/remove", false).body(request);
        transport.nothing(ask);
    }
}
