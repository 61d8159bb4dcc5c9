package feed

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"kanatop/model"
)

// Limits of one look-up.
const (
	getTimeout = 15 * time.Second
	bodyLimit  = 4 << 20
)

// errNoAnswer says that a look-up was answered with something that is not the exchange's.
var errNoAnswer = errors.New("the answer could not be read")

// get looks something up and returns the data of the answer. The API key goes into the request and nowhere else: errors
// never hold it, even if the far end repeats it.
func (c *Client) get(ctx context.Context, path string, query url.Values) (jsontext.Value, error) {
	ctx, cancel := context.WithTimeout(ctx, getTimeout)
	defer cancel()
	base, err := url.Parse(c.opts.RESTURL)
	if err != nil {
		return nil, fmt.Errorf("REST URL: %w", err)
	}
	target := base.JoinPath(path)
	target.RawQuery = query.Encode()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, target.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", userAgent)
	if c.opts.APIKey != "" {
		req.Header.Set("X-Api-Key", c.opts.APIKey)
	}
	resp, err := newHTTPClient(ctx, c.opts.Dial).Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(resp.Body, bodyLimit+1))
	if err != nil {
		return nil, err
	}
	if len(body) > bodyLimit {
		return nil, errors.New("the answer is too big")
	}
	data, err := answer(resp, body, c.opts.APIKey)
	if err == nil {
		c.answered(path, data)
	}
	return data, err
}

// answer opens the envelope of an answer: success or status, message, data.
func answer(resp *http.Response, body []byte, secret string) (jsontext.Value, error) {
	refused := refusal(resp)
	good := resp.StatusCode >= 200 && resp.StatusCode < 300
	r, err := envelope(body)
	if err != nil {
		if good {
			return nil, errNoAnswer
		}
		return nil, refused
	}
	refused.text = said(r, secret)
	if done, told := r.flag("success", "status"); !good || told && !done {
		return nil, refused
	}
	return r.value("data"), nil
}

// said is what an answer says in words. The key is taken out before the text is cut, for a part of it is too much too.
func said(r *row, secret string) string {
	v := r.value("message", "error")
	text, ok := content(v)
	if !ok {
		text = v
	}
	if secret != "" {
		text = bytes.ReplaceAll(text, []byte(secret), []byte("[API key]"))
	}
	return clean(text, textLimit)
}

// envelope reads the fields of a JSON object that is the whole text.
func envelope(body []byte) (*row, error) {
	body = bytes.TrimSpace(body)
	d := newDecoder(model.Scope{}, nil)
	d.frame.reset(body, d.opts)
	if d.frame.json.PeekKind() != jsontext.KindBeginObject {
		return nil, errNoAnswer
	}
	err := d.row.open(&d.frame)
	return &d.row, err
}
