// The first masked call: binds two phones, waits until one has called, and shows what became of the call.
package main

import (
	"context"
	"fmt"
	"os"

	"callveil"
)

func main() {
	ctx, appKey, a, b, x := context.Background(), os.Args[1], os.Args[2], os.Args[3], os.Args[4]
	client, err := callveil.New(os.Getenv("CALLVEIL_URL"), os.Getenv("CALLVEIL_TOKEN"))
	check(err)

	binding, err := client.BindAxb(ctx, callveil.BindAxbRequest{AppKey: appKey, A: a, B: b, X: &x})
	check(err)
	fmt.Printf("Call %[1]s from either phone: the other rings and shows %[1]s. Then press Enter.\n", binding.X)
	fmt.Scanln()

	calls := client.SearchRecordsAll(callveil.SearchRecordsRequest{SubscriptionID: &binding.SubscriptionID})
	for calls.Next(ctx) {
		fmt.Printf("%s: they talked for %v s\n", *calls.Item().Ending, *calls.Item().TalkSeconds)
	}
	check(calls.Err())
	check(client.RemoveBinding(ctx, binding.SubscriptionID))
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
