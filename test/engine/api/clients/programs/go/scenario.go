// What each client must be able to do; the same program in each language. Writes a line for each step.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"callveil"
)

var ctx = context.Background()

func main() {
	url, token, hostile, appKey, x := os.Args[1], os.Args[2], os.Args[3], os.Args[4], os.Args[5]
	client := sure(callveil.New(url, token))

	userData := `订单 "1" \ é 📞`
	bound := sure(client.BindAxb(ctx, callveil.BindAxbRequest{
		AppKey: appKey, A: "+8613800001001", B: "+8613800001002", X: &x,
		MaxDuration: callveil.Ptr(int64(5)), UserData: &userData,
	}))
	id := bound.SubscriptionID
	fmt.Println("bound", bound.Mode, bound.X, *bound.MaxDuration)
	read := sure(client.GetBinding(ctx, id))
	fmt.Println("read", *read.UserData == userData, read.CreatedAt.After(time.Unix(0, 0)))
	modified := sure(client.ModifyBinding(ctx, id, callveil.ModifyBindingRequest{
		UserData: callveil.Null[string](), MaxDuration: callveil.Ptr(int64(10)),
	}))
	there := "there"
	if modified.UserData == nil {
		there = "absent"
	}
	fmt.Println("modified", there, *modified.MaxDuration)

	sure(client.BindAxb(ctx, callveil.BindAxbRequest{AppKey: appKey, A: "+8613800001003", B: "+8613800001004", X: &x}))
	sure(client.BindAxb(ctx, callveil.BindAxbRequest{AppKey: appKey, A: "+8613800001005", B: "+8613800001006", X: &x}))
	ids := []string{}
	bindings := client.SearchBindingsAll(callveil.SearchBindingsRequest{AppKey: &appKey, PageSize: callveil.Ptr(int64(2))})
	for bindings.Next(ctx) {
		ids = append(ids, bindings.Item().SubscriptionID)
	}
	fmt.Println("pages", len(ids))
	records := client.SearchRecordsAll(callveil.SearchRecordsRequest{Limit: callveil.Ptr(int64(1))})
	count := 0
	for records.Next(ctx) {
		if *records.Item().Kind == callveil.PastRecordKindCall {
			count++
		}
	}
	done(bindings.Err())
	done(records.Err())
	fmt.Println("records", count)

	told(client.GetBinding(ctx, "no such/binding?"))
	told(client.BindAxb(ctx, callveil.BindAxbRequest{AppKey: appKey, A: "+8613800001007", B: "x"}))
	told(sure(callveil.New(url, "wrong")).GetMe(ctx))
	fmt.Println("refused", client.RemoveBinding(ctx, "..") != nil)

	imported := sure(client.ImportNumbers(ctx, "number,area_code\n+8617100009999,0755\n", callveil.ImportNumbersRequest{AppKey: appKey}))
	fmt.Println("imported", *imported.Added, len(imported.Faults))
	fmt.Println("found", *sure(client.FindNumber(ctx, callveil.FindNumberRequest{Number: "+8617100009999"})).AreaCode)
	done(client.RemoveNumber(ctx, callveil.RemoveNumberRequest{Number: "+8617100009999"}))
	until := time.Date(2027, 1, 2, 3, 4, 5, 678e6, time.UTC)
	number := "+8617100009999"
	barred := callveil.AddToBlacklistRequestEntry{
		Kind: callveil.AddToBlacklistRequestEntryKindCall, Number: number, AppKey: &appKey, Until: &until,
	}
	added := sure(client.AddToBlacklist(ctx, callveil.AddToBlacklistRequest{
		Entries: []callveil.AddToBlacklistRequestEntry{barred},
	})).Added
	entry := sure(client.SearchBlacklist(ctx, callveil.SearchBlacklistRequest{Number: &number})).Items[0]
	fmt.Println("barred", *added, entry.Until.Equal(until))
	done(client.RemoveFromBlacklist(ctx, callveil.RemoveFromBlacklistRequest{
		Kind: callveil.RemoveFromBlacklistRequestKindCall, Number: number, AppKey: &appKey,
	}))
	done(client.PutPrompt(ctx, "client.wav", all(client.GetPrompt(ctx, "last-minute.wav", callveil.GetPromptRequest{}))))
	fmt.Println("prompt", string(all(client.GetPrompt(ctx, "client.wav", callveil.GetPromptRequest{}))[:4]))
	done(client.RemovePrompt(ctx, "client.wav", callveil.RemovePromptRequest{Force: callveil.Ptr(true)}))
	csv := string(all(client.ExportRecords(ctx, callveil.ExportRecordsRequest{})))
	fmt.Println("export", strings.Split(csv, ",")[0])

	for _, one := range ids {
		done(client.RemoveBinding(ctx, one))
	}
	told(client.GetBinding(ctx, id))

	difficult := sure(callveil.New(hostile, token, callveil.Timeout(1500*time.Millisecond)))
	fmt.Println("repeated", *sure(difficult.GetMe(ctx)).Name)
	told(difficult.BindAxb(ctx, callveil.BindAxbRequest{AppKey: appKey, A: "+8613800001001", B: "+8613800001002"}))
	told(difficult.GetJournal(ctx))
	told(difficult.GetSystem(ctx))
	told(difficult.ListApplications(ctx))
	told(difficult.ListStandings(ctx))
	told(difficult.ListTrunks(ctx))
	told(difficult.ListReceivers(ctx))
	told(difficult.ListLive(ctx))
	told(difficult.ListOnboarding(ctx))
	_, err := io.ReadAll(sure(difficult.ExportRecords(ctx, callveil.ExportRecordsRequest{})))
	fmt.Println("half", err != nil)
	recordings := difficult.SearchRecordingsAll(callveil.SearchRecordingsRequest{})
	for recordings.Next(ctx) {
		fmt.Println("recordings", *recordings.Item().SessionID)
	}
	done(recordings.Err())
	undelivered := difficult.ListUndeliveredAll(callveil.ListUndeliveredRequest{})
	count = 0
	for undelivered.Next(ctx) {
		count++
	}
	done(undelivered.Err())
	fmt.Println("undelivered", count)
	fmt.Println("later", *sure(difficult.GetCall(ctx, "s-1")).SessionID)
	fmt.Fprintf(os.Stderr, "%v %+v %#v\n", client, difficult, client)
}

func told[T any](_ T, err error) {
	var problem *callveil.Problem
	var failure *callveil.Failure
	switch {
	case errors.As(err, &problem):
		field := "-"
		if len(problem.Errors) > 0 {
			field = problem.Errors[0].Field
		}
		fmt.Println("problem", problem.Status, problem.Code, field)
	case errors.As(err, &failure):
		fmt.Println("failure", failure.Kind)
	default:
		fmt.Println("no error")
	}
	fmt.Fprintf(os.Stderr, "%v\n%+v\n", err, err)
}

func sure[T any](value T, err error) T {
	done(err)
	return value
}

func done(err error) {
	if err != nil {
		panic(err)
	}
}

func all(stream io.ReadCloser, err error) []byte {
	done(err)
	defer stream.Close()
	return sure(io.ReadAll(stream))
}
