package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kanatop/ui/screentest"
)

func TestAnAlertSetBeforeARestartFiresAfterIt(t *testing.T) {
	address, folder := vacant(t), t.TempDir()
	args := append(towards(address), "--state", folder, "--notify", "osc9")
	s := start(t, nil, args...)
	s.Await(t, "a screen without data", screentest.Has("offline"))
	s.Press(":alert BTC > 1")
	s.Await(t, "what will happen", screentest.Has("once, when the mid of BTC rises to 1", "not seen now"))
	s.Press("\r")
	s.Await(t, "that it is set", screentest.Has("alert set: BTC > 1"))
	s.Press("q")
	inOrder(t, s)
	if strings.Contains(s.Output(), "\x1b]9;") {
		t.Error("it fired without data")
	}
	kept, err := filepath.Glob(filepath.Join(folder, "*", "state.json"))
	if err != nil || len(kept) != 1 {
		t.Fatalf("the state is in %v, %v", kept, err)
	}

	serve(t, address)
	s = start(t, nil, args...)
	s.Await(t, "the alert", screentest.Has("x acknowledge", "BTC", "mid", "already above 1 "))
	s.Press("q")
	inOrder(t, s)
	// Of the exchange's mid and the one of its book, whichever came first is told and named.
	out, told := s.Output(), "\x1b]9;kanatop: BTC "
	if !strings.Contains(out, told+"mid ") && !strings.Contains(out, told+"best mid ") || !strings.Contains(out, "\a") {
		t.Error("neither bell nor notification")
	}

	s = start(t, nil, args...)
	s.Await(t, "what was not acknowledged", screentest.Has("x acknowledge", "already above 1 "))
	s.Press("x")
	s.Await(t, "a footer without it", func(text string) bool { return !strings.Contains(text, "acknowledge") })
	s.Press("q")
	inOrder(t, s)
	if text, err := os.ReadFile(kept[0]); err != nil || strings.Contains(string(text), "BTC") {
		t.Errorf("in the end the state is %s, %v", text, err)
	}
}

func TestADamagedStateIsToldOnTheScreenAndAnUnwritableOneToo(t *testing.T) {
	folder := t.TempDir()
	inside := filepath.Join(folder, "mainnet")
	if err := os.Mkdir(inside, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(inside, "state.json"), []byte(`{"alerts": [`), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"--ws-url", "ws://" + vacant(t) + "/ws/", "--network", "mainnet"}
	s := start(t, nil, append(args, "--state", folder)...)
	s.Await(t, "the warning", screentest.Has("x acknowledge", "damaged"))
	s.Press("q")
	inOrder(t, s)
	if _, err := os.Stat(filepath.Join(inside, "state.json.damaged")); err != nil {
		t.Error(err)
	}

	blocked := filepath.Join(folder, "a file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s = start(t, nil, append(args, "--state", blocked)...)
	s.Await(t, "a screen", screentest.Has("Book"))
	s.Press("+")
	s.Await(t, "the warning", screentest.Has("x acknowledge", "remember"))
	s.Press("xq")
	inOrder(t, s)
}
