// Package inputrc stands in for the configuration of OPA's line editor.
package inputrc

// Bind is a key's action.
type Bind struct{ Action string }

// Config is a line editor's configuration.
type Config struct{ Binds map[string]map[string]Bind }

// Set accepts any setting.
func (*Config) Set(string, any) error { return nil }

// Bind accepts any binding.
func (*Config) Bind(string, string, string, bool) error { return nil }

// Unescape returns the key sequence as it is.
func Unescape(s string) string { return s }
