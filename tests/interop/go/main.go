// Reads, judges and decodes the records as a program in Go would.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

const usage = `about
read PARSER FOLDER
judge SCHEMAS DOCUMENTS
conform KIT
decode BUNDLE
slice BUNDLE TEXT
example RECORDS SCHEMAS RECORD TEXT`

const (
	done        = 0
	faulty      = 1
	couldNotRun = 2
)

func main() {
	output := bufio.NewWriter(os.Stdout)
	status, err := run(output, os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	if err := output.Flush(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		status = couldNotRun
	}
	os.Exit(status)
}

func run(output io.Writer, args []string) (int, error) {
	encoder := json.NewEncoder(output)
	encoder.SetEscapeHTML(false)
	command := ""
	if len(args) > 0 {
		command = fmt.Sprintf("%s %d", args[0], len(args)-1)
	}
	switch command {
	case "about 0":
		return printAll(encoder, done, about())
	case "read 2":
		return runRead(encoder, args[1], args[2])
	case "judge 2":
		verdicts, err := judge(args[1], args[2])
		if err != nil {
			return couldNotRun, err
		}
		return printAll(encoder, done, verdicts...)
	case "conform 1":
		return runConform(encoder, args[1])
	case "decode 1":
		decoded, err := decode(args[1])
		if err != nil {
			return statusOf(err), err
		}
		return printAll(encoder, done, decoded)
	case "slice 2":
		found, err := sliceAll(args[1], args[2])
		if err != nil {
			return couldNotRun, err
		}
		if found.Disagreements > 0 || found.Slices == 0 {
			return printAll(encoder, faulty, found)
		}
		return printAll(encoder, done, found)
	case "example 4":
		lines, err := example(args[1], args[2], args[3], args[4])
		if err != nil {
			return statusOf(err), err
		}
		_, err = fmt.Fprintln(output, lines)
		return done, err
	default:
		return couldNotRun, errors.New(usage)
	}
}

func runRead(encoder *json.Encoder, parser, folder string) (int, error) {
	answers, err := read(parser, folder)
	if err != nil {
		return couldNotRun, err
	}
	status := done
	for _, answer := range answers {
		if _, failed := answer.(failure); failed {
			status = faulty
		}
	}
	return printAll(encoder, status, answers...)
}

func runConform(encoder *json.Encoder, kit string) (int, error) {
	disagreements, total, err := conform(kit)
	if err != nil {
		return couldNotRun, err
	}
	if status, err := printAll(encoder, done, disagreements...); err != nil {
		return status, err
	}
	if total.Disagreements > 0 || total.Cases == 0 {
		return printAll(encoder, faulty, total)
	}
	return printAll(encoder, done, total)
}

// statusOf tells a fault of the data apart from a file that cannot be read.
func statusOf(err error) int {
	var unreadable *fs.PathError
	var noSchema *jsonschema.LoadURLError
	if errors.As(err, &unreadable) || errors.As(err, &noSchema) {
		return couldNotRun
	}
	return faulty
}

func printAll[T any](encoder *json.Encoder, status int, values ...T) (int, error) {
	for _, value := range values {
		if err := encoder.Encode(value); err != nil {
			return couldNotRun, err
		}
	}
	return status, nil
}
