package ui

import "flag"

// update writes goldens anew instead of comparing with them.
var update = flag.Bool("update", false, "write the files under testdata anew")
