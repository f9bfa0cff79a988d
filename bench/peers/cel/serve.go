package main

import (
	"bufio"
	"bytes"
	"fmt"
	"log"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"unsafe"
)

type answer struct {
	verdict  string
	fired    []string // in the order of the rules
	earliest int64    // negative: none
}

type peer struct {
	count               int
	fromInput, fromText func(i int) answer
}

func (a answer) line() string {
	fired, earliest := "-", "-"
	if len(a.fired) > 0 {
		fired = strings.Join(a.fired, "+")
	}
	if a.earliest >= 0 {
		earliest = strconv.FormatInt(a.earliest, 10)
	}
	return a.verdict + " " + fired + " " + earliest + "\n"
}

func readLines(path string, limit int) [][]byte {
	lines := bytes.Split(bytes.TrimSpace(must(os.ReadFile(path))), []byte("\n"))
	return lines[:min(limit, len(lines))]
}

func processCPUTime() int64 {
	const clockProcessCPUTime = 2
	var t syscall.Timespec
	if _, _, errno := syscall.Syscall(syscall.SYS_CLOCK_GETTIME, clockProcessCPUTime, uintptr(unsafe.Pointer(&t)), 0); errno != 0 {
		log.Fatal("cel: ", errno)
	}
	return t.Nano()
}

func version() string {
	info, _ := debug.ReadBuildInfo()
	for _, module := range info.Deps {
		if module.Path == "cel.dev/cel-go" {
			return module.Version
		}
	}
	return "?"
}

// serve speaks with bench/peers/run, line by line: `answer FORM FILE` writes the answers of all patients, `time FORM
// PASSES` takes the process CPU time of as many passes over them.
func serve(p peer) {
	fmt.Printf("{\"version\":%q,\"forms\":[\"input\",\"text\"],\"earliest\":true}\n", version())
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		words := strings.Fields(in.Text())
		decide := p.fromInput
		if words[1] == "text" {
			decide = p.fromText
		}
		switch words[0] {
		case "answer":
			var out bytes.Buffer
			for i := range p.count {
				out.WriteString(decide(i).line())
			}
			if err := os.WriteFile(words[2], out.Bytes(), 0o666); err != nil {
				log.Fatal("cel: ", err)
			}
			fmt.Println("{}")
		case "time":
			digest := 0
			begin := processCPUTime()
			for range must(strconv.Atoi(words[2])) {
				for i := range p.count {
					digest += severity[decide(i).verdict]
				}
			}
			fmt.Printf("{\"ns\":%d,\"digest\":%d}\n", processCPUTime()-begin, digest)
		default:
			log.Fatalf("cel: unknown command `%s`", in.Text())
		}
	}
}
