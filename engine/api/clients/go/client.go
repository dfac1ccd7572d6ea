// Code generated from openapi.json (version 1). DO NOT EDIT: change the API or the generator.

package callveil

import (
	"context"
	"io"
)

// ListApplications: All applications.
func (c *Client) ListApplications(ctx context.Context) (*ListApplicationsAnswer, error) {
	var answer ListApplicationsAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/applications", repeatable: true}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// CreateApplication: Makes an application with a secret, which is shown once. What is left out has its default.
// To bring a secret of your own, use `putApplication`.
func (c *Client) CreateApplication(ctx context.Context, request CreateApplicationRequest) (*CreateApplicationAnswer, error) {
	var answer CreateApplicationAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/applications", body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// GetApplication: One application.
func (c *Client) GetApplication(ctx context.Context, appKey string) (*Application, error) {
	path, err := part("/v1/applications/%s", appKey)
	if err != nil {
		return nil, err
	}
	var answer Application
	if err := c.json(ctx, ask{method: "GET", path: path, repeatable: true}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// PutApplication: Makes or replaces an application. Lasting, and in force at once on every engine. Key by key it
// wins over the configuration file until the next start that finds the key changed there. Fields left out take
// their defaults. The secret may be left out where the application exists. The mode of an application that
// exists cannot change.
func (c *Client) PutApplication(ctx context.Context, appKey string, request PutApplicationRequest) (*Application, error) {
	path, err := part("/v1/applications/%s", appKey)
	if err != nil {
		return nil, err
	}
	var answer Application
	if err := c.json(ctx, ask{method: "PUT", path: path, repeatable: true, body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// RenewSecret: Gives an application another secret, which is shown once. In force at once: requests that are
// signed with the old one are refused from then on.
func (c *Client) RenewSecret(ctx context.Context, appKey string) (*RenewSecretAnswer, error) {
	path, err := part("/v1/applications/%s/secret", appKey)
	if err != nil {
		return nil, err
	}
	var answer RenewSecretAnswer
	if err := c.json(ctx, ask{method: "POST", path: path}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// TryCallback: Sends a signed test push to one of its addresses, and answers what came of it. Signed as every
// push is, with `eventType` `test`, once, to an address that the application has: under the rules of
// `callbacks.allowedNetworks`, without following redirects. Nothing is stored.
func (c *Client) TryCallback(ctx context.Context, appKey string, request TryCallbackRequest) (*TryCallbackAnswer, error) {
	path, err := part("/v1/applications/%s/try", appKey)
	if err != nil {
		return nil, err
	}
	var answer TryCallbackAnswer
	if err := c.json(ctx, ask{method: "POST", path: path, body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// ListNumbers: Numbers of the pool.
func (c *Client) ListNumbers(ctx context.Context, request ListNumbersRequest) (*ListNumbersAnswer, error) {
	var answer ListNumbersAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/numbers", repeatable: true, query: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// ListNumbersAll: Numbers of the pool, of all pages from that of the request on; each page is asked for when it
// is wanted.
func (c *Client) ListNumbersAll(request ListNumbersRequest) *Items[PoolNumber] {
	index := pageNumber(request.PageIndex, 1)
	return &Items[PoolNumber]{page: func(ctx context.Context) ([]PoolNumber, bool, error) {
		request.PageIndex = Ptr(index)
		index++
		answer, err := c.ListNumbers(ctx, request)
		if err != nil {
			return nil, false, err
		}
		return answer.Items, int64(len(answer.Items)) < pageNumber(request.PageSize, 50), nil
	}}
}

// AddNumbers: Gives an application numbers. Those it has already stay as they are. Numbers before a refused one
// have been added.
func (c *Client) AddNumbers(ctx context.Context, request AddNumbersRequest) (*AddNumbersAnswer, error) {
	var answer AddNumbersAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/numbers", body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// FindNumber: One number of the pool.
func (c *Client) FindNumber(ctx context.Context, request FindNumberRequest) (*PoolNumber, error) {
	var answer PoolNumber
	if err := c.json(ctx, ask{method: "POST", path: "/v1/numbers/find", repeatable: true, body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// ImportNumbers: Imports numbers from CSV. A heading with number and area_code, in any order. Good lines are
// taken, bad ones told.
func (c *Client) ImportNumbers(ctx context.Context, content string, request ImportNumbersRequest) (*ImportNumbersAnswer, error) {
	var answer ImportNumbersAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/numbers/import", query: request, contentType: "text/csv", content: []byte(content)}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// TransferNumbers: Gives numbers to another application. Those in use stay where they are and are told. They
// stay here whatever the configuration file said before; a file that moves them later moves them.
func (c *Client) TransferNumbers(ctx context.Context, request TransferNumbersRequest) (*TransferNumbersAnswer, error) {
	var answer TransferNumbersAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/numbers/transfer", body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// SetNumberStatus: Changes what a number may do. frozen: no new bindings, existing ones work. suspended,
// unavailable: bindings and calls fail. The application is notified.
func (c *Client) SetNumberStatus(ctx context.Context, request SetNumberStatusRequest) (*PoolNumber, error) {
	var answer PoolNumber
	if err := c.json(ctx, ask{method: "POST", path: "/v1/numbers/status", body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// RemoveNumber: Takes a number out of the pool. Refused while anything is bound to it. One that the
// configuration file still gives comes back with the next start.
func (c *Client) RemoveNumber(ctx context.Context, request RemoveNumberRequest) error {
	return c.nothing(ctx, ask{method: "POST", path: "/v1/numbers/remove", body: request})
}

// GetNumberCities: How many numbers each city has, and what they can do. Every number counts once: as ended or
// frozen by its status, else as used, resting or free.
func (c *Client) GetNumberCities(ctx context.Context, request GetNumberCitiesRequest) (*GetNumberCitiesAnswer, error) {
	var answer GetNumberCitiesAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/numbers/cities", repeatable: true, query: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// GetNumberPlan: How many numbers so many bindings take. By the rules of the mode: what an X or a Y carries, how
// often a user may be on it, how long it rests. With `appKey` or `areaCode`: how many of them are there, and how
// many are missing.
func (c *Client) GetNumberPlan(ctx context.Context, request GetNumberPlanRequest) (*GetNumberPlanAnswer, error) {
	var answer GetNumberPlanAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/numbers/plan", repeatable: true, query: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// GetStatistics: Calls of a time in figures: answer rate, length, post-dial delay, endings, complaints. Calls
// count in the hour in which they came; times are rounded out to whole hours, and are the last 24 hours by
// default. A call is counted within a second of its end. One city or one trunk can be looked at by itself, with
// its endings and hours; other groupings of it are not kept. Calls of which a leg had no trunk are in no trunk’s
// figures.
func (c *Client) GetStatistics(ctx context.Context, request GetStatisticsRequest) (*GetStatisticsAnswer, error) {
	var answer GetStatisticsAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/statistics", repeatable: true, query: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// SearchBindings: Bindings of an application, of a number, or all. By number: those that have it as X, Y, A or
// B. Looks through everything; not for a program to poll.
func (c *Client) SearchBindings(ctx context.Context, request SearchBindingsRequest) (*SearchBindingsAnswer, error) {
	var answer SearchBindingsAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/bindings/search", repeatable: true, body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// SearchBindingsAll: Bindings of an application, of a number, or all, of all pages from that of the request on;
// each page is asked for when it is wanted.
func (c *Client) SearchBindingsAll(request SearchBindingsRequest) *Items[Binding] {
	index := pageNumber(request.PageIndex, 1)
	return &Items[Binding]{page: func(ctx context.Context) ([]Binding, bool, error) {
		request.PageIndex = Ptr(index)
		index++
		answer, err := c.SearchBindings(ctx, request)
		if err != nil {
			return nil, false, err
		}
		return answer.Items, int64(len(answer.Items)) < pageNumber(request.PageSize, 50), nil
	}}
}

// GetBinding: One binding.
func (c *Client) GetBinding(ctx context.Context, subscriptionId string) (*Binding, error) {
	path, err := part("/v1/bindings/%s", subscriptionId)
	if err != nil {
		return nil, err
	}
	var answer Binding
	if err := c.json(ctx, ask{method: "GET", path: path, repeatable: true}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// RemoveBinding: Unbinds. A call in progress goes on. AXYB: all its parts go too.
func (c *Client) RemoveBinding(ctx context.Context, subscriptionId string) error {
	path, err := part("/v1/bindings/%s", subscriptionId)
	if err != nil {
		return err
	}
	return c.nothing(ctx, ask{method: "DELETE", path: path, repeatable: true})
}

// ModifyBinding: Changes a binding. Fields left out stay as they are, null takes a prompt, userData or
// callbackNum away; which there are depends on the mode. preVoice is replaced as a whole. AXB: a duration starts
// counting anew. A call in progress goes on as it began. AXYB: 409, its bindings cannot be changed.
func (c *Client) ModifyBinding(ctx context.Context, subscriptionId string, request ModifyBindingRequest) (*Binding, error) {
	path, err := part("/v1/bindings/%s", subscriptionId)
	if err != nil {
		return nil, err
	}
	var answer Binding
	if err := c.json(ctx, ask{method: "PATCH", path: path, body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// BindAxb: Binds in mode AXB.
func (c *Client) BindAxb(ctx context.Context, request BindAxbRequest) (*Binding, error) {
	var answer Binding
	if err := c.json(ctx, ask{method: "POST", path: "/v1/bindings/axb", body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// BindAx: Binds in mode AX.
func (c *Client) BindAx(ctx context.Context, request BindAxRequest) (*Binding, error) {
	var answer Binding
	if err := c.json(ctx, ask{method: "POST", path: "/v1/bindings/ax", body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// BindAxe: Binds in mode AXE.
func (c *Client) BindAxe(ctx context.Context, request BindAxeRequest) (*Binding, error) {
	var answer Binding
	if err := c.json(ctx, ask{method: "POST", path: "/v1/bindings/axe", body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// BindAxyb: Binds in mode AXYB.
func (c *Client) BindAxyb(ctx context.Context, request BindAxybRequest) (*Binding, error) {
	var answer Binding
	if err := c.json(ctx, ask{method: "POST", path: "/v1/bindings/axyb", body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// BindAxybPart: Gives a B a Y on an AXYB binding.
func (c *Client) BindAxybPart(ctx context.Context, request BindAxybPartRequest) (*Part, error) {
	var answer Part
	if err := c.json(ctx, ask{method: "POST", path: "/v1/bindings/axyb/parts", body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// ListCalls: Calls in progress. Calls that end move those after them up: a reader of many pages may miss as
// many.
func (c *Client) ListCalls(ctx context.Context, request ListCallsRequest) (*ListCallsAnswer, error) {
	var answer ListCallsAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/calls", repeatable: true, query: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// ListCallsAll: Calls in progress, of all pages from that of the request on; each page is asked for when it is
// wanted.
func (c *Client) ListCallsAll(request ListCallsRequest) *Items[Call] {
	index := pageNumber(request.PageIndex, 1)
	return &Items[Call]{page: func(ctx context.Context) ([]Call, bool, error) {
		request.PageIndex = Ptr(index)
		index++
		answer, err := c.ListCalls(ctx, request)
		if err != nil {
			return nil, false, err
		}
		return answer.Items, int64(len(answer.Items)) < pageNumber(request.PageSize, 50), nil
	}}
}

// GetCall: One call in progress.
func (c *Client) GetCall(ctx context.Context, sessionId string) (*Call, error) {
	path, err := part("/v1/calls/%s", sessionId)
	if err != nil {
		return nil, err
	}
	var answer Call
	if err := c.json(ctx, ask{method: "GET", path: path, repeatable: true}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// EndCall: Ends a call.
func (c *Client) EndCall(ctx context.Context, sessionId string) error {
	path, err := part("/v1/calls/%s", sessionId)
	if err != nil {
		return err
	}
	return c.nothing(ctx, ask{method: "DELETE", path: path, repeatable: true})
}

// ListLevels: What is heard from both legs of live calls, over a fraction of a second. Measured while it is
// asked for, at most once a second: who asks more often gets the measurement before. Calls without audio here
// are left out.
func (c *Client) ListLevels(ctx context.Context, request ListLevelsRequest) (*ListLevelsAnswer, error) {
	var answer ListLevelsAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/calls/levels", body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// SearchRecordings: Calls that were recorded, newest first. As `searchRecords` does. A page may have fewer than
// were asked for, or none, and a `next` all the same: go on until there is no `next`.
func (c *Client) SearchRecordings(ctx context.Context, request SearchRecordingsRequest) (*SearchRecordingsAnswer, error) {
	var answer SearchRecordingsAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/recordings/search", repeatable: true, body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// SearchRecordingsAll: Calls that were recorded, newest first, of all pages from that of the request on; each
// page is asked for when it is wanted.
func (c *Client) SearchRecordingsAll(request SearchRecordingsRequest) *Items[SearchRecordingsAnswerItem] {
	return &Items[SearchRecordingsAnswerItem]{page: func(ctx context.Context) ([]SearchRecordingsAnswerItem, bool, error) {
		answer, err := c.SearchRecordings(ctx, request)
		if err != nil {
			return nil, false, err
		}
		isLast := isLastPage(request.After, answer.Next)
		request.After = answer.Next
		return answer.Items, isLast, nil
	}}
}

// ListenToRecording: The audio of a recording. What the parties of a call said: each request is in the audit, as
// `listened`, before it is answered. One range of bytes may be asked for (RFC 9110 14).
func (c *Client) ListenToRecording(ctx context.Context, sessionId string) (io.ReadCloser, error) {
	path, err := part("/v1/recordings/%s", sessionId)
	if err != nil {
		return nil, err
	}
	return c.bytes(ctx, ask{method: "GET", path: path, repeatable: true})
}

// ListListeners: Who has listened to a recording, and when. From the audit, the newest 200: operators here, and
// applications that have fetched it.
func (c *Client) ListListeners(ctx context.Context, sessionId string) (*ListListenersAnswer, error) {
	path, err := part("/v1/recordings/%s/listeners", sessionId)
	if err != nil {
		return nil, err
	}
	var answer ListListenersAnswer
	if err := c.json(ctx, ask{method: "GET", path: path, repeatable: true}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// ListMessages: Short messages, newest first. Go on with `after` = `next`, until there is no `next`. None is
// missed, and none comes twice.
func (c *Client) ListMessages(ctx context.Context, request ListMessagesRequest) (*ListMessagesAnswer, error) {
	var answer ListMessagesAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/messages", repeatable: true, query: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// ListMessagesAll: Short messages, newest first, of all pages from that of the request on; each page is asked
// for when it is wanted.
func (c *Client) ListMessagesAll(request ListMessagesRequest) *Items[Message] {
	return &Items[Message]{page: func(ctx context.Context) ([]Message, bool, error) {
		answer, err := c.ListMessages(ctx, request)
		if err != nil {
			return nil, false, err
		}
		isLast := isLastPage(request.After, answer.Next)
		request.After = answer.Next
		return answer.Items, isLast, nil
	}}
}

// Explain: What would become of a call. caller left out: withheld. digits: what the caller types when asked for
// an extension; left out: not asked yet. Nothing is changed.
func (c *Client) Explain(ctx context.Context, request ExplainRequest) (*ExplainAnswer, error) {
	var answer ExplainAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/explain", repeatable: true, body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// ExplainCall: Why a call of the past, or one in progress, went as it did. From the record, which is kept for
// its days; from the call while it lasts; or, of the last calls that reached no application, from memory.
func (c *Client) ExplainCall(ctx context.Context, request ExplainCallRequest) (*ExplainCallAnswer, error) {
	var answer ExplainCallAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/explain", repeatable: true, query: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// AskMayCall: Whether a call would be put through, and why not. Nothing is changed or counted.
func (c *Client) AskMayCall(ctx context.Context, request AskMayCallRequest) (*AskMayCallAnswer, error) {
	var answer AskMayCallAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/may-call", repeatable: true, body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// ListBlacklist: Entries of the blacklists that are in force.
func (c *Client) ListBlacklist(ctx context.Context, request ListBlacklistRequest) (*ListBlacklistAnswer, error) {
	var answer ListBlacklistAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/blacklist", repeatable: true, query: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// ListBlacklistAll: Entries of the blacklists that are in force, of all pages from that of the request on; each
// page is asked for when it is wanted.
func (c *Client) ListBlacklistAll(request ListBlacklistRequest) *Items[BlacklistEntry] {
	index := pageNumber(request.PageIndex, 1)
	return &Items[BlacklistEntry]{page: func(ctx context.Context) ([]BlacklistEntry, bool, error) {
		request.PageIndex = Ptr(index)
		index++
		answer, err := c.ListBlacklist(ctx, request)
		if err != nil {
			return nil, false, err
		}
		return answer.Items, int64(len(answer.Items)) < pageNumber(request.PageSize, 50), nil
	}}
}

// AddToBlacklist: Bars numbers. In force on every engine once answered. An entry for the same kind, number, X
// and application is replaced. None is made if one of them is wrong.
func (c *Client) AddToBlacklist(ctx context.Context, request AddToBlacklistRequest) (*AddToBlacklistAnswer, error) {
	var answer AddToBlacklistAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/blacklist", body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// SearchBlacklist: Entries that concern a number. Those with the beginning of the number too.
func (c *Client) SearchBlacklist(ctx context.Context, request SearchBlacklistRequest) (*SearchBlacklistAnswer, error) {
	var answer SearchBlacklistAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/blacklist/search", repeatable: true, body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// SearchBlacklistAll: Entries that concern a number, of all pages from that of the request on; each page is
// asked for when it is wanted.
func (c *Client) SearchBlacklistAll(request SearchBlacklistRequest) *Items[BlacklistEntry] {
	index := pageNumber(request.PageIndex, 1)
	return &Items[BlacklistEntry]{page: func(ctx context.Context) ([]BlacklistEntry, bool, error) {
		request.PageIndex = Ptr(index)
		index++
		answer, err := c.SearchBlacklist(ctx, request)
		if err != nil {
			return nil, false, err
		}
		return answer.Items, int64(len(answer.Items)) < pageNumber(request.PageSize, 50), nil
	}}
}

// ImportBlacklist: Bars the numbers of a CSV file. A heading with number and any of kind, x, app_key, until and
// note; or numbers alone, one a line. The query says what a line does not. Good lines are taken, bad ones told.
func (c *Client) ImportBlacklist(ctx context.Context, content string, request ImportBlacklistRequest) (*ImportBlacklistAnswer, error) {
	var answer ImportBlacklistAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/blacklist/import", query: request, contentType: "text/csv", content: []byte(content)}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// RemoveFromBlacklist: Takes an entry away.
func (c *Client) RemoveFromBlacklist(ctx context.Context, request RemoveFromBlacklistRequest) error {
	return c.nothing(ctx, ask{method: "POST", path: "/v1/blacklist/remove", body: request})
}

// AddRegistrations: Registers numbers, or changes their state. Good ones are taken, bad ones told by their
// place. Without appKey they count for every application.
func (c *Client) AddRegistrations(ctx context.Context, request AddRegistrationsRequest) (*AddRegistrationsAnswer, error) {
	var answer AddRegistrationsAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/registrations", body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// ImportRegistrations: Registers the numbers of a file, one a line. The first column counts; a heading `number`
// is skipped. Good lines are taken, bad ones told.
func (c *Client) ImportRegistrations(ctx context.Context, content string, request ImportRegistrationsRequest) (*ImportRegistrationsAnswer, error) {
	var answer ImportRegistrationsAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/registrations/import", query: request, contentType: "text/csv", content: []byte(content)}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// SearchRegistrations: Registrations, of a number, a batch or a state.
func (c *Client) SearchRegistrations(ctx context.Context, request SearchRegistrationsRequest) (*SearchRegistrationsAnswer, error) {
	var answer SearchRegistrationsAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/registrations/search", repeatable: true, body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// SearchRegistrationsAll: Registrations, of a number, a batch or a state, of all pages from that of the request
// on; each page is asked for when it is wanted.
func (c *Client) SearchRegistrationsAll(request SearchRegistrationsRequest) *Items[Registration] {
	index := pageNumber(request.PageIndex, 1)
	return &Items[Registration]{page: func(ctx context.Context) ([]Registration, bool, error) {
		request.PageIndex = Ptr(index)
		index++
		answer, err := c.SearchRegistrations(ctx, request)
		if err != nil {
			return nil, false, err
		}
		return answer.Items, int64(len(answer.Items)) < pageNumber(request.PageSize, 50), nil
	}}
}

// GetRegistrationStatus: How many numbers are in each state.
func (c *Client) GetRegistrationStatus(ctx context.Context, request GetRegistrationStatusRequest) (*GetRegistrationStatusAnswer, error) {
	var answer GetRegistrationStatusAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/registrations/status", repeatable: true, query: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// RemoveRegistrations: Removes numbers, or a batch.
func (c *Client) RemoveRegistrations(ctx context.Context, request RemoveRegistrationsRequest) (*RemoveRegistrationsAnswer, error) {
	var answer RemoveRegistrationsAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/registrations/remove", body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// ListComplaints: Complaints, the latest first.
func (c *Client) ListComplaints(ctx context.Context, request ListComplaintsRequest) (*ListComplaintsAnswer, error) {
	var answer ListComplaintsAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/complaints", repeatable: true, query: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// ListComplaintsAll: Complaints, the latest first, of all pages from that of the request on; each page is asked
// for when it is wanted.
func (c *Client) ListComplaintsAll(request ListComplaintsRequest) *Items[Complaint] {
	index := pageNumber(request.PageIndex, 1)
	return &Items[Complaint]{page: func(ctx context.Context) ([]Complaint, bool, error) {
		request.PageIndex = Ptr(index)
		index++
		answer, err := c.ListComplaints(ctx, request)
		if err != nil {
			return nil, false, err
		}
		return answer.Items, int64(len(answer.Items)) < pageNumber(request.PageSize, 50), nil
	}}
}

// AddComplaint: Registers a complaint. It counts as valid until it is judged. Without appKey it is about the
// application of x.
func (c *Client) AddComplaint(ctx context.Context, request AddComplaintRequest) (*AddComplaintAnswer, error) {
	var answer AddComplaintAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/complaints", body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// JudgeComplaint: Says whether a complaint is valid.
func (c *Client) JudgeComplaint(ctx context.Context, id string, request JudgeComplaintRequest) (*Complaint, error) {
	path, err := part("/v1/complaints/%s", id)
	if err != nil {
		return nil, err
	}
	var answer Complaint
	if err := c.json(ctx, ask{method: "PATCH", path: path, body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// RemoveComplaint: Removes a complaint.
func (c *Client) RemoveComplaint(ctx context.Context, id string) error {
	path, err := part("/v1/complaints/%s", id)
	if err != nil {
		return err
	}
	return c.nothing(ctx, ask{method: "DELETE", path: path, repeatable: true})
}

// ListStandings: How applications stand this month.
func (c *Client) ListStandings(ctx context.Context) (*ListStandingsAnswer, error) {
	var answer ListStandingsAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/complaints/standings", repeatable: true}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// ListOnboarding: What the customers of applications have filed.
func (c *Client) ListOnboarding(ctx context.Context) (*ListOnboardingAnswer, error) {
	var answer ListOnboardingAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/onboarding", repeatable: true}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// GetOnboarding: What the customer of an application has filed.
func (c *Client) GetOnboarding(ctx context.Context, appKey string) (*Onboarding, error) {
	path, err := part("/v1/onboarding/%s", appKey)
	if err != nil {
		return nil, err
	}
	var answer Onboarding
	if err := c.json(ctx, ask{method: "GET", path: path, repeatable: true}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// PutOnboarding: Files a record, or replaces it. One of a forbidden trade can be filed, and not be approved.
func (c *Client) PutOnboarding(ctx context.Context, appKey string, request PutOnboardingRequest) (*Onboarding, error) {
	path, err := part("/v1/onboarding/%s", appKey)
	if err != nil {
		return nil, err
	}
	var answer Onboarding
	if err := c.json(ctx, ask{method: "PUT", path: path, repeatable: true, body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// RemoveOnboarding: Removes a record.
func (c *Client) RemoveOnboarding(ctx context.Context, appKey string) error {
	path, err := part("/v1/onboarding/%s", appKey)
	if err != nil {
		return err
	}
	return c.nothing(ctx, ask{method: "DELETE", path: path, repeatable: true})
}

// ListPrompts: Prompts that may be named.
func (c *Client) ListPrompts(ctx context.Context) (*ListPromptsAnswer, error) {
	var answer ListPromptsAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/prompts", repeatable: true}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// GetPrompt: The audio of a prompt. One range of bytes may be asked for (RFC 9110 14).
func (c *Client) GetPrompt(ctx context.Context, name string, request GetPromptRequest) (io.ReadCloser, error) {
	path, err := part("/v1/prompts/%s", name)
	if err != nil {
		return nil, err
	}
	return c.bytes(ctx, ask{method: "GET", path: path, repeatable: true, query: request})
}

// PutPrompt: Puts a prompt in, or another in its place. A WAV file of A-law, mu-law or 16-bit PCM, mono, 8000 or
// 16000 Hz, at most 262 s. Stored as A-law of 8000 Hz, which is what calls hear. In force for calls from then
// on.
func (c *Client) PutPrompt(ctx context.Context, name string, content []byte) error {
	path, err := part("/v1/prompts/%s", name)
	if err != nil {
		return err
	}
	return c.nothing(ctx, ask{method: "PUT", path: path, repeatable: true, contentType: "audio/wav", content: content})
}

// RemovePrompt: Takes one's own prompt out. Refused with 409 while a binding or an application names it, so that
// nothing falls silent, least of all the notice of a recording; but for one that covers a prompt of the same
// name that came with Callveil. With `force` it is taken out all the same: calls that want it as their notice
// are then not recorded.
func (c *Client) RemovePrompt(ctx context.Context, name string, request RemovePromptRequest) error {
	path, err := part("/v1/prompts/%s", name)
	if err != nil {
		return err
	}
	return c.nothing(ctx, ask{method: "DELETE", path: path, repeatable: true, query: request})
}

// ListReceivers: What waits to be pushed to each address of the applications.
func (c *Client) ListReceivers(ctx context.Context) (*ListReceiversAnswer, error) {
	var answer ListReceiversAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/receivers", repeatable: true}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// ListTrunks: The trunks and how they are.
func (c *Client) ListTrunks(ctx context.Context) (*ListTrunksAnswer, error) {
	var answer ListTrunksAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/trunks", repeatable: true}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// ListLive: Every live transaction, dialog and media session. At most 1000 of each kind; `total` is how many
// there are.
func (c *Client) ListLive(ctx context.Context) (*ListLiveAnswer, error) {
	var answer ListLiveAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/live", repeatable: true}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// CaptureRTP: Keeps the RTP of a live call from now on, for its pcap file. RTP and RTCP of both legs as they are
// on the wire; encrypted packets stay so. Until the call ends or its share is full (`capture.rtpMegabytes`).
// What the parties say is in it: who asked is in the audit.
func (c *Client) CaptureRTP(ctx context.Context, sessionId string) error {
	path, err := part("/v1/calls/%s/rtp", sessionId)
	if err != nil {
		return err
	}
	return c.nothing(ctx, ask{method: "POST", path: path})
}

// GetJournal: Whether the journal takes changes, and what it has lost.
func (c *Client) GetJournal(ctx context.Context) (*GetJournalAnswer, error) {
	var answer GetJournalAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/journal", repeatable: true}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// RestoreJournal: Writes what is in force here into a journal that has lost it. In the place of what the store
// has in the scopes that have lost changes, whatever was bound in them since. All engines follow.
func (c *Client) RestoreJournal(ctx context.Context) (*RestoreJournalAnswer, error) {
	var answer RestoreJournalAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/journal/restore"}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// AcceptJournal: Takes over what a journal has that has lost changes. Every binding that the store no longer has
// ends. Calls in progress go on. All engines follow.
func (c *Client) AcceptJournal(ctx context.Context) (*AcceptJournalAnswer, error) {
	var answer AcceptJournalAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/journal/accept"}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// GetSystem: How this engine is.
func (c *Client) GetSystem(ctx context.Context) (*GetSystemAnswer, error) {
	var answer GetSystemAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/system", repeatable: true}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// GetMachine: The processes, the machine, its disks, the load and the certificates.
func (c *Client) GetMachine(ctx context.Context) (*GetMachineAnswer, error) {
	var answer GetMachineAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/system/machine", repeatable: true}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// ListLogLines: The last lines of the log of the engine. From memory: some hundreds, since the start of the
// engine. Numbers are masked whatever `log.showNumbers` says. The other processes write to the same standard
// output, and are not here.
func (c *Client) ListLogLines(ctx context.Context, request ListLogLinesRequest) (*ListLogLinesAnswer, error) {
	var answer ListLogLinesAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/system/log", repeatable: true, query: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// SearchAudit: Who looked at, listened to, changed, exported or erased what.
func (c *Client) SearchAudit(ctx context.Context, request SearchAuditRequest) (*SearchAuditAnswer, error) {
	var answer SearchAuditAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/audit/search", repeatable: true, body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// VerifyAudit: Whether the audit is as it was written. Reads the whole file. Pass a head that was noted earlier
// to prove that nothing up to it was taken away.
func (c *Client) VerifyAudit(ctx context.Context, request VerifyAuditRequest) (*VerifyAuditAnswer, error) {
	var answer VerifyAuditAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/audit/verify", repeatable: true, query: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// ListAccounts: All accounts of this engine, by name.
func (c *Client) ListAccounts(ctx context.Context) (*ListAccountsAnswer, error) {
	var answer ListAccountsAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/accounts", repeatable: true}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// AddAccount: Adds an account. Its operator has to change the password before anything else.
func (c *Client) AddAccount(ctx context.Context, request AddAccountRequest) error {
	return c.nothing(ctx, ask{method: "POST", path: "/v1/accounts", body: request})
}

// ChangeAccountRole: Gives an account another role. Ends its sessions.
func (c *Client) ChangeAccountRole(ctx context.Context, name string, request ChangeAccountRoleRequest) error {
	path, err := part("/v1/accounts/%s", name)
	if err != nil {
		return err
	}
	return c.nothing(ctx, ask{method: "PATCH", path: path, body: request})
}

// RemoveAccount: Removes an account and ends its sessions.
func (c *Client) RemoveAccount(ctx context.Context, name string) error {
	path, err := part("/v1/accounts/%s", name)
	if err != nil {
		return err
	}
	return c.nothing(ctx, ask{method: "DELETE", path: path, repeatable: true})
}

// ResetAccount: Gives an account another password. For an operator who has forgotten it, or has lost the
// authenticator. Ends its sessions. The second factor is taken away unless it is kept; the operator has to
// change the password before anything else.
func (c *Client) ResetAccount(ctx context.Context, name string, request ResetAccountRequest) error {
	path, err := part("/v1/accounts/%s/reset", name)
	if err != nil {
		return err
	}
	return c.nothing(ctx, ask{method: "POST", path: path, body: request})
}

// EndAccountSessions: Ends the sessions of an account.
func (c *Client) EndAccountSessions(ctx context.Context, name string) (*EndAccountSessionsAnswer, error) {
	path, err := part("/v1/accounts/%s/sessions", name)
	if err != nil {
		return nil, err
	}
	var answer EndAccountSessionsAnswer
	if err := c.json(ctx, ask{method: "DELETE", path: path, repeatable: true}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// Reload: Reads the configuration file again and puts it in force, whole or not at all. Calls in progress keep
// what they began with. 409 with the code `invalid`, `not-changeable`, `draining` or `failed` says why nothing
// has changed; `errors` has one entry for each mistake, or for each key that the running service cannot change.
// Secrets and numbers are not shown.
func (c *Client) Reload(ctx context.Context, request ReloadRequest) (*ReloadAnswer, error) {
	var answer ReloadAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/reload", body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// BeginDrain: Takes no new calls until that is undone. New calls, messages and OPTIONS get 503, and readiness is
// down; calls in progress go on for as long as they like, and both APIs work. An engine that dies is followed by
// one that drains too; a restart of the service ends the drain. Nothing happens where it drains already.
func (c *Client) BeginDrain(ctx context.Context) (*BeginDrainAnswer, error) {
	var answer BeginDrainAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/drain"}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// UndoDrain: Takes calls again. 409 with the code `stopping` if the service has been told to stop, which cannot
// be undone.
func (c *Client) UndoDrain(ctx context.Context) (*UndoDrainAnswer, error) {
	var answer UndoDrainAnswer
	if err := c.json(ctx, ask{method: "DELETE", path: "/v1/drain", repeatable: true}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// ListEvents: Messages of calls, to be pulled. For applications with `reports.pull`, pushed or not, oldest
// first, for `reports.pullDays`. Go on with `after` = `next`. Each engine has its own messages and ids. The role
// `subscriber` reads those of its own applications.
func (c *Client) ListEvents(ctx context.Context, request ListEventsRequest) (*ListEventsAnswer, error) {
	var answer ListEventsAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/events", repeatable: true, query: request, wait: request.Wait}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// ListEventsAll: Messages of calls, to be pulled, of all pages from that of the request on; each page is asked
// for when it is wanted.
func (c *Client) ListEventsAll(request ListEventsRequest) *Items[ListEventsAnswerItem] {
	return &Items[ListEventsAnswerItem]{page: func(ctx context.Context) ([]ListEventsAnswerItem, bool, error) {
		answer, err := c.ListEvents(ctx, request)
		if err != nil {
			return nil, false, err
		}
		isLast := isLastPage(request.After, answer.Next)
		request.After = answer.Next
		return answer.Items, isLast, nil
	}}
}

// ListUndelivered: Messages that no address has taken, after the last retry.
func (c *Client) ListUndelivered(ctx context.Context, request ListUndeliveredRequest) (*ListUndeliveredAnswer, error) {
	var answer ListUndeliveredAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/undelivered", repeatable: true, query: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// ListUndeliveredAll: Messages that no address has taken, after the last retry, of all pages from that of the
// request on; each page is asked for when it is wanted.
func (c *Client) ListUndeliveredAll(request ListUndeliveredRequest) *Items[ListUndeliveredAnswerItem] {
	return &Items[ListUndeliveredAnswerItem]{page: func(ctx context.Context) ([]ListUndeliveredAnswerItem, bool, error) {
		answer, err := c.ListUndelivered(ctx, request)
		if err != nil {
			return nil, false, err
		}
		isLast := isLastPage(request.After, answer.Next)
		request.After = answer.Next
		return answer.Items, isLast, nil
	}}
}

// ResendUndelivered: Pushes them again. With their old Idempotency-Key, and all retries once more.
func (c *Client) ResendUndelivered(ctx context.Context, request ResendUndeliveredRequest) (*ResendUndeliveredAnswer, error) {
	var answer ResendUndeliveredAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/undelivered/resend", body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// SearchRecords: Calls, messages and changes of numbers of the past, newest first. A call is found within a
// second of its end. Go on with `after` = `next`, until there is no `next`: none of those that were there at the
// beginning is missed, and none comes twice.
func (c *Client) SearchRecords(ctx context.Context, request SearchRecordsRequest) (*SearchRecordsAnswer, error) {
	var answer SearchRecordsAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/records/search", repeatable: true, body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// SearchRecordsAll: Calls, messages and changes of numbers of the past, newest first, of all pages from that of
// the request on; each page is asked for when it is wanted.
func (c *Client) SearchRecordsAll(request SearchRecordsRequest) *Items[PastRecord] {
	return &Items[PastRecord]{page: func(ctx context.Context) ([]PastRecord, bool, error) {
		answer, err := c.SearchRecords(ctx, request)
		if err != nil {
			return nil, false, err
		}
		isLast := isLastPage(request.After, answer.Next)
		request.After = answer.Next
		return answer.Items, isLast, nil
	}}
}

// GetRecord: One record.
func (c *Client) GetRecord(ctx context.Context, kind GetRecordKind, id string) (*PastRecord, error) {
	path, err := part("/v1/records/%s/%s", string(kind), id)
	if err != nil {
		return nil, err
	}
	var answer PastRecord
	if err := c.json(ctx, ask{method: "GET", path: path, repeatable: true}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// ExportRecords: Records as CSV. With a heading and complete numbers, newest first, sent while it is read. A
// connection that breaks off means that it is not whole. It is in the audit before the answer begins.
func (c *Client) ExportRecords(ctx context.Context, request ExportRecordsRequest) (io.ReadCloser, error) {
	return c.bytes(ctx, ask{method: "POST", path: "/v1/records/export", body: request})
}

// ExportSubject: Everything that is held about a number. Relations, lists, records, events, messages, the files
// of recordings and what is in progress, of this engine; with several engines, ask each. Texts that mention the
// number count. Other numbers in it are complete: take out what is not for the person who asks. It is in the
// audit before the answer begins.
func (c *Client) ExportSubject(ctx context.Context, request ExportSubjectRequest) (*ExportSubjectAnswer, error) {
	var answer ExportSubjectAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/subjects/export", body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// ExplainErasure: What an erasure would delete, and what it would keep. Counts by store; nothing is changed.
func (c *Client) ExplainErasure(ctx context.Context, request ExplainErasureRequest) (*ExplainErasureAnswer, error) {
	var answer ExplainErasureAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/subjects/erase/plan", repeatable: true, body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// EraseSubject: Erases what is held about a number. Of this engine; the journal of several engines is erased for
// all, and the rest is asked of each. Nothing is erased that the audit does not have. An erasure that is
// interrupted goes on by itself. Ask again once what was kept has ended.
func (c *Client) EraseSubject(ctx context.Context, request EraseSubjectRequest) (*EraseSubjectAnswer, error) {
	var answer EraseSubjectAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/subjects/erase", body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// SearchErasures: Certificates of erasures, of one number or all.
func (c *Client) SearchErasures(ctx context.Context, request SearchErasuresRequest) (*SearchErasuresAnswer, error) {
	var answer SearchErasuresAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/subjects/erasures/search", repeatable: true, body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// GetErasure: The certificate of an erasure.
func (c *Client) GetErasure(ctx context.Context, id string) (*GetErasureAnswer, error) {
	path, err := part("/v1/subjects/erasures/%s", id)
	if err != nil {
		return nil, err
	}
	var answer GetErasureAnswer
	if err := c.json(ctx, ask{method: "GET", path: path, repeatable: true}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// VerifyErasure: Whether a certificate is as it was written, and the audit has it.
func (c *Client) VerifyErasure(ctx context.Context, id string) (*VerifyErasureAnswer, error) {
	path, err := part("/v1/subjects/erasures/%s/verify", id)
	if err != nil {
		return nil, err
	}
	var answer VerifyErasureAnswer
	if err := c.json(ctx, ask{method: "GET", path: path, repeatable: true}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// GetLadder: Both legs of a call as one ladder. Of a live call, or of one of the last that have ended
// (`capture.calls`). Answers to digest challenges, passwords and media keys are covered for everyone.
func (c *Client) GetLadder(ctx context.Context, sessionId string) (*GetLadderAnswer, error) {
	path, err := part("/v1/calls/%s/ladder", sessionId)
	if err != nil {
		return nil, err
	}
	var answer GetLadderAnswer
	if err := c.json(ctx, ask{method: "GET", path: path, repeatable: true}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// GetPcap: Both legs of a call as a pcap file. Of a live call, or of one of the last that have ended
// (`capture.calls`). Answers to digest challenges, passwords and media keys are covered for everyone. Numbers
// are masked for viewers. With the RTP and RTCP of both legs if that was asked for (`captureRtp`), for operators
// and admins. Messages over TCP and TLS are written as datagrams.
func (c *Client) GetPcap(ctx context.Context, sessionId string) (io.ReadCloser, error) {
	path, err := part("/v1/calls/%s/pcap", sessionId)
	if err != nil {
		return nil, err
	}
	return c.bytes(ctx, ask{method: "GET", path: path, repeatable: true})
}

// ExportBackup: A backup of everything that this engine stores. A tar archive with a manifest, the stores, the
// configuration and the SHA-256 of each file (`SHA256SUMS`, the last one; without it the archive is not whole).
// Everything that was acknowledged before the request is in it; later changes may be. The service works
// meanwhile. The answer begins when the stores are copied beside themselves, which takes as much room again. One
// at a time: 409 with the code `backup-running`. It has numbers and secrets. `callveil restore` puts it back.
func (c *Client) ExportBackup(ctx context.Context, request ExportBackupRequest) (io.ReadCloser, error) {
	return c.bytes(ctx, ask{method: "POST", path: "/v1/backup", body: request})
}

// RestoreBackup: Puts a backup in the place of what is stored, and restarts the engine. Only while the service
// drains and no call is up: 409 with the code `not-drained` otherwise. The archive is checked first; 400 with
// the code `bad-archive` says what is wrong with it, and nothing is changed. After the answer the engine ends
// and the next one has what the backup had, whole or not at all, and goes on draining until that is undone. What
// was acknowledged after the backup is gone; the files that were there are kept aside.
func (c *Client) RestoreBackup(ctx context.Context, request RestoreBackupRequest) (*RestoreBackupAnswer, error) {
	var answer RestoreBackupAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/restore", body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// GetSignInWays: How one can sign in here.
func (c *Client) GetSignInWays(ctx context.Context) (*GetSignInWaysAnswer, error) {
	var answer GetSignInWaysAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/sign-in", repeatable: true}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// SignIn: Begins a session. With `name`, `password` and `code`, or with `token`. The session is in a cookie
// (HttpOnly, SameSite=Strict), or with `as: header` in the answer, to be sent as `Authorization: Session <id>`.
// Whatever is wrong is answered 401 alike; after several wrong attempts 429 says how long to wait.
func (c *Client) SignIn(ctx context.Context, request SignInRequest) (*SignInAnswer, error) {
	var answer SignInAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/sign-in", body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// SignOut: Ends the session of this request.
func (c *Client) SignOut(ctx context.Context) (*SignOutAnswer, error) {
	var answer SignOutAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/sign-out"}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// GetMe: Who this token or session belongs to.
func (c *Client) GetMe(ctx context.Context) (*GetMeAnswer, error) {
	var answer GetMeAnswer
	if err := c.json(ctx, ask{method: "GET", path: "/v1/me", repeatable: true}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// ChangeOwnPassword: Another password for the own account. Ends all sessions of the account; the answer begins a
// new one, as the request had it.
func (c *Client) ChangeOwnPassword(ctx context.Context, request ChangeOwnPasswordRequest) (*ChangeOwnPasswordAnswer, error) {
	var answer ChangeOwnPasswordAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/me/password", body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// EnrolSecondFactor: A secret for an authenticator. TOTP (RFC 6238). It is in force once a code confirms it.
func (c *Client) EnrolSecondFactor(ctx context.Context, request EnrolSecondFactorRequest) (*EnrolSecondFactorAnswer, error) {
	var answer EnrolSecondFactorAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/me/second-factor", body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// ConfirmSecondFactor: Puts the second factor in force.
func (c *Client) ConfirmSecondFactor(ctx context.Context, request ConfirmSecondFactorRequest) (*ConfirmSecondFactorAnswer, error) {
	var answer ConfirmSecondFactorAnswer
	if err := c.json(ctx, ask{method: "POST", path: "/v1/me/second-factor/confirm", body: request}, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}

// RemoveSecondFactor: Signs in without a second factor again.
func (c *Client) RemoveSecondFactor(ctx context.Context, request RemoveSecondFactorRequest) error {
	return c.nothing(ctx, ask{method: "POST", path: "/v1/me/second-factor/remove", body: request})
}
