package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/coder/websocket"
	"golang.org/x/sync/errgroup"
)

// The rows of the exchange as a client without a screen reads them with encoding/json.
type (
	bareLevel struct {
		IsAsk              bool    `json:"is_ask"`
		LastUpdated        int64   `json:"last_updated"`
		MarketID           string  `json:"market_id"`
		Price              float64 `json:"price"`
		Size               string  `json:"size"`
		TransactionVersion int64   `json:"transaction_version"`
	}
	bareTrade struct {
		Address            string  `json:"address"`
		EntryPrice         *string `json:"entry_price"`
		Fee                string  `json:"fee"`
		LastUpdated        int64   `json:"last_updated"`
		Leverage           int     `json:"leverage"`
		MarketID           string  `json:"market_id"`
		OrderID            *string `json:"order_id"`
		OrderType          int     `json:"order_type"`
		OrderValue         string  `json:"order_value"`
		PnL                string  `json:"pnl"`
		Price              string  `json:"price"`
		Size               string  `json:"size"`
		Timestamp          int64   `json:"timestamp"`
		TradeID            string  `json:"trade_id"`
		TransactionVersion int64   `json:"transaction_version"`
	}
	bareBest struct {
		MarketID string   `json:"market_id"`
		BestBid  *float64 `json:"best_bid"`
		BestAsk  *float64 `json:"best_ask"`
	}
)

// runBare reads and decodes all that the program under test subscribes to, over as many connections, and does nothing with it.
// It ends with in, or when a connection ends.
func runBare(ctx context.Context, address string, in io.Reader) error {
	ctx, end := context.WithCancel(ctx)
	defer end()
	go func() { // ends with in, which ends with the process that holds its other end
		defer end()
		_, _ = io.Copy(io.Discard, in)
	}()
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return listen(ctx, address, `{"topic":"live_funding_rate"}`, `{"topic":"bestPrice"}`) })
	for _, id := range append([]other{{id: market}}, others()...) {
		group.Go(func() error {
			return listen(ctx, address, fmt.Sprintf(`{"topic":"orderbook","market_id":%q}`, id.id),
				fmt.Sprintf(`{"topic":"recent_trades","market_id":%q}`, id.id))
		})
	}
	err := group.Wait()
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// listen is one connection.
func listen(ctx context.Context, address string, frames ...string) error {
	conn, _, err := websocket.Dial(ctx, "ws://"+address+"/ws/", nil) //nolint:bodyclose // the library closes it
	if err != nil {
		return fmt.Errorf("connect to the load server: %w", err)
	}
	defer conn.CloseNow() //nolint:errcheck // nothing is lost
	conn.SetReadLimit(4 << 20)
	for _, f := range frames {
		if err := conn.Write(ctx, websocket.MessageText, []byte(f)); err != nil {
			return fmt.Errorf("subscribe: %w", err)
		}
	}
	for {
		_, message, err := conn.Read(ctx)
		if err != nil {
			return fmt.Errorf("read: %w", err)
		}
		if err := decode(message); err != nil {
			return fmt.Errorf("decode %.80q: %w", message, err)
		}
	}
}

// decode reads a push into the rows of its topic.
func decode(message []byte) error {
	var envelope struct {
		Message string          `json:"message"`
		Data    json.RawMessage `json:"data"`
	}
	if err := json.Unmarshal(message, &envelope); err != nil {
		return err
	}
	switch envelope.Message {
	case "orderbook":
		var rows []bareLevel
		return json.Unmarshal(envelope.Data, &rows)
	case "recent_trades":
		var rows []bareTrade
		return json.Unmarshal(envelope.Data, &rows)
	case "bestPrice":
		var rows []bareBest
		return json.Unmarshal(envelope.Data, &rows)
	}
	return nil
}
