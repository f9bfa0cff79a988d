// The fifteen rules as CEL expressions, one for whether each fires and one for until when; the worst effect is ours to
// find. CEL has no calendar arithmetic by months: that is a function of ours.
package main

import (
	"encoding/json"
	"log"
	"os"
	"strconv"
)

type medication struct {
	Substance string `json:"substance"`
	Last      int64  `json:"last"`
}

type condition struct {
	Code      string `json:"code"`
	Active    bool   `json:"active"`
	Site      string `json:"site"`
	Diagnosed bool   `json:"diagnosed"`
}

// patient is the rival's flat form, as Go's users decode JSON.
type patient struct {
	Treatment   int64        `json:"treatment"`
	Depth       string       `json:"depth"`
	Zones       []string     `json:"zones"`
	Medications []medication `json:"medications"`
	Conditions  []condition  `json:"conditions"`
	LastSession *int64       `json:"last_session"`
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal("cel: ", err)
	}
	return value
}

func main() {
	if len(os.Args) != 4 {
		log.Fatal("usage: cel RULES FOLDER LIMIT")
	}
	rules := load(os.Args[1])
	texts := readLines(os.Args[2]+"/flat.ndjson", must(strconv.Atoi(os.Args[3])))
	inputs := make([]input, len(texts))
	for i, text := range texts {
		inputs[i] = prepare(parse(text))
	}
	serve(peer{
		count:     len(texts),
		fromInput: func(i int) answer { return rules.decide(inputs[i]) },
		fromText:  func(i int) answer { return rules.decide(prepare(parse(texts[i]))) },
	})
}

func parse(text []byte) *patient {
	p := new(patient)
	if err := json.Unmarshal(text, p); err != nil {
		log.Fatal("cel: ", err)
	}
	return p
}
