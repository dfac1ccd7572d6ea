// Package callveil is a client of Callveil's operator API. It needs nothing but the standard library and logs nothing,
// and no error it returns has the token, an address or what was sent.
package callveil

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Client is a client of the operator API. It may be used by several goroutines at once.
type Client struct {
	base    string
	token   string
	timeout time.Duration
	retries int
	http    *http.Client
}

// Option changes how a client asks.
type Option func(*Client)

// Timeout is for one attempt: for the whole answer, or for its head where the answer is read as it comes. Usually 30 s.
func Timeout(timeout time.Duration) Option { return func(c *Client) { c.timeout = timeout } }

// Retries is how often a deed is tried again that may be done twice and was answered 429 or 503 with Retry-After.
// Usually 2.
func Retries(retries int) Option { return func(c *Client) { c.retries = retries } }

// Transport takes the place of http.DefaultTransport, e.g. to trust a private CA.
func Transport(transport http.RoundTripper) Option {
	return func(c *Client) { c.http.Transport = transport }
}

var (
	goodURL   = regexp.MustCompile(`^https?://[^/?#@\s]+(/[^?#\s]*)?$`)
	goodToken = regexp.MustCompile(`^[\x21-\x7e]+$`)
)

// New makes a client. address: such as http://127.0.0.1:8081. token: of operator.tokens.
func New(address, token string, options ...Option) (*Client, error) {
	if !goodURL.MatchString(address) {
		return nil, errors.New("callveil: address: expected one like http://127.0.0.1:8081")
	}
	// What is refused later, deep in the HTTP library, is repeated in its message.
	if !goodToken.MatchString(token) {
		return nil, errors.New("callveil: token: expected visible ASCII without spaces")
	}
	c := &Client{base: strings.TrimRight(address, "/"), token: token, timeout: 30 * time.Second, retries: 2}
	// A redirect would carry the token to another place.
	c.http = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for _, option := range options {
		option(c)
	}
	return c, nil
}

// Format keeps the token out of what is printed, with any verb.
func (c *Client) Format(state fmt.State, _ rune) { _, _ = io.WriteString(state, "callveil.Client") }

// FieldFault is one mistake of a request.
type FieldFault struct {
	// JSON pointer into the body, or query/name.
	Field   string `json:"field"`
	Message string `json:"message"`
}

// Problem is the error of a service that has said no: an RFC 9457 problem. Match on Code; Detail is for people.
type Problem struct {
	Status int `json:"-"`
	// not-found; http-502 where something in between has answered.
	Code   string       `json:"code"`
	Title  string       `json:"title"`
	Detail string       `json:"detail"`
	Errors []FieldFault `json:"errors"`
	// What Retry-After says; negative where the answer has none.
	RetryAfter time.Duration `json:"-"`
}

func (p *Problem) Error() string {
	said := p.Detail
	if said == "" {
		said = p.Title
	}
	return fmt.Sprintf("%d %s: %s", p.Status, p.Code, said)
}

// FailureKind says why there is no answer.
type FailureKind string

// The kinds of Failure.
const (
	FailureTimeout    FailureKind = "timeout"
	FailureConnection FailureKind = "connection"
	FailureAnswer     FailureKind = "answer"
)

// Failure is the error where there is no answer, or none that can be understood. Whether the service has done what it was
// asked is not known. Where the caller's context has ended, the error is that of the context.
type Failure struct {
	Kind    FailureKind
	Message string
}

func (f *Failure) Error() string { return f.Message }

// Ptr is for optional fields: callveil.Ptr(5).
func Ptr[T any](value T) *T { return &value }

// Nullable is a field that JSON's null takes away. Left out: a nil *Nullable.
type Nullable[T any] struct{ value *T }

// Value sets a field.
func Value[T any](value T) *Nullable[T] { return &Nullable[T]{&value} }

// Null takes a field away.
func Null[T any]() *Nullable[T] { return &Nullable[T]{} }

// MarshalJSON writes the value, or null.
func (n *Nullable[T]) MarshalJSON() ([]byte, error) { return json.Marshal(n.value) }

type ask struct {
	method string
	// With its parts already encoded.
	path string
	// Doing it twice is doing it once.
	repeatable  bool
	query       any
	body        any
	contentType string
	content     []byte
	// Seconds that the service was asked to wait.
	wait *int64
}

func (c *Client) json(ctx context.Context, a ask, answer any) error {
	text, err := c.all(ctx, a)
	if err != nil {
		return err
	}
	if json.Unmarshal(text, answer) != nil {
		// What the error says may have what was answered.
		return &Failure{FailureAnswer, "expected the JSON of this operation, found something else"}
	}
	return nil
}

func (c *Client) nothing(ctx context.Context, a ask) error {
	_, err := c.all(ctx, a)
	return err
}

func (c *Client) all(ctx context.Context, a ask) (text []byte, err error) {
	err = c.repeated(ctx, a, func(timeout time.Duration) error {
		inTime, cancel := context.WithTimeout(ctx, timeout)
		defer cancel()
		response, err := c.once(inTime, a)
		if err != nil {
			return c.failure(ctx, err)
		}
		defer response.Body.Close()
		if text, err = io.ReadAll(response.Body); err != nil {
			return c.failure(ctx, err)
		}
		return problemOf(response, text)
	})
	return text, err
}

// bytes answers what is to be read and closed; the time-out ends with the head of the answer.
func (c *Client) bytes(ctx context.Context, a ask) (content io.ReadCloser, err error) {
	err = c.repeated(ctx, a, func(timeout time.Duration) error {
		ending, cancel := context.WithCancel(ctx)
		late := make(chan struct{})
		timer := time.AfterFunc(timeout, func() { close(late); cancel() })
		response, err := c.once(ending, a)
		timer.Stop()
		if err != nil {
			cancel()
			select {
			case <-late:
				err = context.DeadlineExceeded
			default:
			}
			return c.failure(ctx, err)
		}
		if response.StatusCode/100 == 2 {
			content = &stream{response.Body, cancel}
			return nil
		}
		defer cancel()
		defer response.Body.Close()
		text, err := io.ReadAll(response.Body)
		if err != nil {
			return c.failure(ctx, err)
		}
		return problemOf(response, text)
	})
	return content, err
}

type stream struct {
	io.ReadCloser
	cancel context.CancelFunc
}

func (s *stream) Close() error {
	defer s.cancel()
	return s.ReadCloser.Close()
}

func (c *Client) repeated(ctx context.Context, a ask, attempt func(time.Duration) error) error {
	timeout := c.timeout
	if a.wait != nil {
		timeout += time.Duration(*a.wait) * time.Second
	}
	left := 0
	if a.repeatable {
		left = c.retries
	}
	for ; ; left-- {
		err := attempt(timeout)
		var problem *Problem
		if left <= 0 || !errors.As(err, &problem) || problem.RetryAfter < 0 || problem.RetryAfter > timeout {
			return err
		}
		if problem.Status != http.StatusTooManyRequests && problem.Status != http.StatusServiceUnavailable {
			return err
		}
		pause := time.NewTimer(problem.RetryAfter)
		select {
		case <-pause.C:
		case <-ctx.Done():
			pause.Stop()
			return ctx.Err()
		}
	}
}

func (c *Client) once(ctx context.Context, a ask) (*http.Response, error) {
	query, err := queryOf(a.query)
	if err != nil {
		return nil, err
	}
	data, contentType := a.content, a.contentType
	if a.body != nil {
		contentType = "application/json"
		if data, err = json.Marshal(a.body); err != nil {
			return nil, err
		}
	}
	request, err := http.NewRequestWithContext(ctx, a.method, c.base+a.path+query, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+c.token)
	request.Header.Set("Accept", "application/json, */*")
	if contentType != "" {
		request.Header.Set("Content-Type", contentType)
	}
	return c.http.Do(request)
}

// failure says what became of a request without what the library says, which has the URL.
func (c *Client) failure(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return &Failure{FailureTimeout, "no answer in time"}
	}
	return &Failure{FailureConnection, "the connection failed"}
}

func problemOf(response *http.Response, text []byte) error {
	status := response.StatusCode
	if status/100 == 2 {
		return nil
	}
	problem := &Problem{}
	mediaType, _, _ := mime.ParseMediaType(response.Header.Get("Content-Type"))
	if mediaType != "application/problem+json" || json.Unmarshal(text, problem) != nil {
		// The status says enough.
		problem = &Problem{}
	}
	problem.Status = status
	if problem.Code == "" {
		problem.Code = fmt.Sprintf("http-%d", status)
	}
	if problem.Title == "" {
		problem.Title = fmt.Sprintf("HTTP %d", status)
	}
	problem.RetryAfter = retryAfter(response.Header.Get("Retry-After"))
	return problem
}

// RFC 9110 10.2.3: seconds, or a date.
func retryAfter(text string) time.Duration {
	if seconds, err := strconv.ParseUint(text, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	date, err := http.ParseTime(text)
	if err != nil {
		return -1
	}
	if wait := time.Until(date); wait > 0 {
		return wait
	}
	return 0
}

func queryOf(query any) (string, error) {
	if query == nil {
		return "", nil
	}
	text, err := json.Marshal(query)
	if err != nil {
		return "", err
	}
	reader := json.NewDecoder(bytes.NewReader(text))
	reader.UseNumber()
	fields := map[string]any{}
	if err := reader.Decode(&fields); err != nil {
		return "", err
	}
	values := url.Values{}
	for key, value := range fields {
		values.Set(key, fmt.Sprint(value))
	}
	if len(values) == 0 {
		return "", nil
	}
	return "?" + values.Encode(), nil
}

// part makes one part of a path of each value.
func part(path string, values ...string) (string, error) {
	parts := make([]any, len(values))
	for place, value := range values {
		// A URL takes these as steps, even if they are escaped.
		if value == "" || value == "." || value == ".." {
			return "", errors.New("callveil: expected an id, found none")
		}
		parts[place] = url.PathEscape(value)
	}
	return fmt.Sprintf(path, parts...), nil
}

// Items are those of all pages, each page asked for when it is wanted:
//
//	for items.Next(ctx) {
//		use(items.Item())
//	}
//	if err := items.Err(); err != nil {
type Items[T any] struct {
	page  func(context.Context) (items []T, isLast bool, err error)
	items []T
	item  T
	last  bool
	err   error
}

// Next goes to the next item; false: there is none, or an error.
func (i *Items[T]) Next(ctx context.Context) bool {
	for len(i.items) == 0 {
		if i.last || i.err != nil {
			return false
		}
		i.items, i.last, i.err = i.page(ctx)
	}
	i.item, i.items = i.items[0], i.items[1:]
	return true
}

// Item is the one that Next went to.
func (i *Items[T]) Item() T { return i.item }

// Err is the error that ended Next.
func (i *Items[T]) Err() error { return i.err }

// isLastPage: a page without items may be in the middle, but one whose next is its own place leads nowhere.
func isLastPage(after, next *string) bool {
	return next == nil || after != nil && *after == *next
}

func pageNumber(field *int64, usual int64) int64 {
	if field == nil {
		return usual
	}
	return *field
}
