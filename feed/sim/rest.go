package sim

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
)

// creatorAddress is the invented creator of all markets.
const creatorAddress = "0x878c240fd717f39d8cec9f7a5cf936873ffcc0757beef703ad2c5f9ed1890344"

// Handler serves the socket under /ws/ and the REST look-ups getProfileAddress, getPerpetualAssetsInfo/allMarkets,
// getMarketInfo and getMarketPrice beside it. Under a server other than that of Serve, sockets end with their client or by
// DropAll.
func (x *Exchange) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/ws/", x.upgrade)
	mux.HandleFunc("GET /getProfileAddress", x.keyed(x.profileAddress))
	mux.HandleFunc("GET /getPerpetualAssetsInfo/allMarkets", x.keyed(x.allMarkets))
	mux.HandleFunc("GET /getMarketInfo", x.keyed(x.marketInfo))
	mux.HandleFunc("GET /getMarketPrice", x.keyed(x.marketPrice))
	return mux
}

// keyed lets only requests with the right API key pass, if one is required.
func (x *Exchange) keyed(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if x.key != "" && r.Header.Get("x-api-key") != x.key {
			reply(w, http.StatusUnauthorized, "Invalid API key", nil)
			return
		}
		next(w, r)
	}
}

func (x *Exchange) profileAddress(w http.ResponseWriter, r *http.Request) {
	for _, a := range x.accounts {
		if padded(r.URL.Query().Get("userAddress")) == padded(a.Wallet) {
			reply(w, http.StatusOK, "Profile address fetched successfully", a.Profile)
			return
		}
	}
	reply(w, http.StatusBadRequest, "Profile address not found", nil)
}

func (x *Exchange) allMarkets(w http.ResponseWriter, _ *http.Request) {
	x.mu.Lock()
	defer x.mu.Unlock()
	var all []map[string]any
	for _, m := range x.markets {
		all = append(all, m.info())
	}
	reply(w, http.StatusOK, "Markets fetched successfully", all)
}

func (x *Exchange) marketInfo(w http.ResponseWriter, r *http.Request) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if m := x.market(r.URL.Query().Get("marketId")); m != nil {
		reply(w, http.StatusOK, "Market information fetched successfully", []map[string]any{m.info()})
		return
	}
	reply(w, http.StatusBadRequest, "Market not found", nil)
}

func (x *Exchange) marketPrice(w http.ResponseWriter, r *http.Request) {
	x.mu.Lock()
	defer x.mu.Unlock()
	m := x.market(r.URL.Query().Get("marketId"))
	if m == nil {
		reply(w, http.StatusBadRequest, "Market not found", nil)
		return
	}
	prices := map[string]any{"bestAskPrice": nil, "bestBidPrice": nil}
	for key, ask := range map[string]bool{"bestAskPrice": true, "bestBidPrice": false} {
		if ticks, found := m.book.best(ask); found {
			prices[key] = json.Number(m.price(ticks).Trim(0).String())
		}
	}
	reply(w, http.StatusOK, "Market price fetched successfully", prices)
}

// market returns a market by its id, or nil.
func (x *Exchange) market(id string) *market {
	i := slices.IndexFunc(x.markets, func(m *market) bool { return m.id == id })
	if i < 0 {
		return nil
	}
	return x.markets[i]
}

// info is the market object of the REST look-ups.
func (m *market) info() map[string]any {
	return map[string]any{
		"__variant__":        "V1",
		"base_decimals":      8,
		"base_name":          m.name,
		"counter":            strconv.FormatUint(m.positions, 10),
		"creator":            creatorAddress,
		"fee_address":        creatorAddress,
		"is_recognised":      true,
		"last_updated":       strconv.FormatInt(m.now.Unix(), 10),
		"lot_size":           m.lotSize,
		"maintenance_margin": "250",
		"market_address":     creatorAddress,
		"market_id":          m.id,
		"market_status":      1,
		"max_leverage":       "20",
		"max_lots":           "150000000",
		"max_position_value": "1000000000000",
		"min_lots":           "10",
		"quote_decimals":     6,
		"quote_precision":    m.priceScale,
		"tick_size":          "1",
	}
}

// reply writes the REST envelope.
func reply(w http.ResponseWriter, status int, message string, data any) {
	body, err := json.Marshal(map[string]any{"success": status == http.StatusOK, "message": message, "data": data})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(body)
}
