// Reads texts as kubectl does: a JSON string a line on standard input, and for each a line of what `kubectl apply -f` would
// make of a file of it, {"documents": […], "error": "…"}. The loop is that of StreamVisitor in k8s.io/cli-runtime
// pkg/resource/visitor.go: documents before a bad one count, and those behind it are not reached.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"k8s.io/apimachinery/pkg/util/yaml"
)

type answer struct {
	Documents []json.RawMessage `json:"documents"`
	Error     string            `json:"error,omitempty"`
}

// The size of kubectl's buffer, in which it looks for the bracket of JSON.
const sniffed = 4096

func read(text string) (said answer) {
	said.Documents = []json.RawMessage{}
	defer func() {
		if fault := recover(); fault != nil {
			said.Error = fmt.Sprint("panic: ", fault)
		}
	}()
	decoder := yaml.NewYAMLOrJSONDecoder(strings.NewReader(text), sniffed)
	for {
		var document json.RawMessage
		if err := decoder.Decode(&document); err != nil {
			if !errors.Is(err, io.EOF) {
				said.Error = err.Error()
			}
			return said
		}
		document = bytes.TrimSpace(document)
		if len(document) == 0 || bytes.Equal(document, []byte("null")) {
			continue
		}
		said.Documents = append(said.Documents, document)
	}
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer out.Flush()
	texts, answers := json.NewDecoder(in), json.NewEncoder(out)
	for {
		var text string
		if err := texts.Decode(&text); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		if err := answers.Encode(read(text)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}
