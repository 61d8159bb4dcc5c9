package feed

import "kanatop/model"

// transfers reads deposits into and withdrawals from the account.
func (d *decoder) transfers(p push) {
	if rows, ok := collect(d, p, nil, readTransfer); ok {
		d.emit(model.NewTransfers(d.account(), p.at, rows))
	} else {
		d.mute(model.KindTransfers, p)
	}
}

func readTransfer(_ *decoder, r *row) model.Transfer {
	t := model.Transfer{
		Address: r.address(),
		Amount:  r.dec("amount"),
		Time:    r.when("timestamp"),
		Updated: r.when("last_updated"),
		Version: r.version(),
	}
	switch deposit, told := r.flag("is_deposit"); {
	case told && deposit:
		t.Direction = model.Deposit
	case told:
		t.Direction = model.Withdrawal
	}
	r.need(t.Amount.Known(), "amount")
	return t
}
