// Package readline stands in for OPA's line editor: the types that `opa run` needs to compile, and an error for whoever
// starts it. bgplint's build uses check, fmt, test, inspect, eval and build, none of which reads a line.
package readline

import (
	"errors"

	"github.com/reeflective/readline/inputrc"
)

// ErrInterrupt is what the line editor returns on Ctrl-C.
var ErrInterrupt = errors.New("interrupt")

// Completions is a list of candidates.
type Completions struct{}

// CompleteValues makes Completions from candidates.
func CompleteValues(...string) Completions { return Completions{} }

// Prompt is the prompt of a Shell.
type Prompt struct{}

// Primary sets the first line's prompt.
func (Prompt) Primary(func() string) {}

// Secondary sets the prompt of further lines.
func (Prompt) Secondary(func() string) {}

// History is the list of a Shell's history sources.
type History struct{}

// Add adds a source.
func (History) Add(string, any) {}

// Shell is a line editor.
type Shell struct {
	Config          *inputrc.Config
	Prompt          Prompt
	History         History
	AcceptMultiline func([]rune) bool
	Completer       func([]rune, int) Completions
}

// NewShell returns a Shell that cannot read.
func NewShell() *Shell { return &Shell{Config: &inputrc.Config{}} }

// Readline always fails.
func (*Shell) Readline() (string, error) {
	return "", errors.New("this build of opa has no interactive shell")
}
