// Package sqlbuilder stands in for the library with which OPA's compile API translates filters to SQL. bgplint never
// calls that API: everything here only has to compile, and panics if it is reached.
package sqlbuilder

const absent = "this build of opa has no SQL translation"

// Flavor is an SQL dialect.
type Flavor int

// The dialects that OPA names.
const (
	MySQL Flavor = iota + 1
	PostgreSQL
	SQLServer
	SQLite
)

// Quote quotes a name.
func (Flavor) Quote(string) string { panic(absent) }

// Args holds the arguments of a condition.
type Args struct{ Flavor Flavor }

// Cond builds conditions.
type Cond struct{ Args *Args }

// NewCond returns a condition builder.
func NewCond() *Cond { panic(absent) }

// Raw marks SQL that is not to be quoted.
func Raw(string) any { panic(absent) }

// Build formats SQL.
func Build(string, ...any) any { panic(absent) }

func (*Cond) Var(any) string                      { panic(absent) }
func (*Cond) IsNull(string) string                { panic(absent) }
func (*Cond) IsNotNull(string) string             { panic(absent) }
func (*Cond) Equal(string, any) string            { panic(absent) }
func (*Cond) NotEqual(string, any) string         { panic(absent) }
func (*Cond) GreaterThan(string, any) string      { panic(absent) }
func (*Cond) LessThan(string, any) string         { panic(absent) }
func (*Cond) GreaterEqualThan(string, any) string { panic(absent) }
func (*Cond) LessEqualThan(string, any) string    { panic(absent) }
func (*Cond) In(string, ...any) string            { panic(absent) }
func (*Cond) Like(string, any) string             { panic(absent) }
func (*Cond) Exists(any) string                   { panic(absent) }
func (*Cond) And(...string) string                { panic(absent) }
func (*Cond) Or(...string) string                 { panic(absent) }
func (*Cond) Not(string) string                   { panic(absent) }

// WhereClause is a WHERE clause.
type WhereClause struct{}

// NewWhereClause returns an empty WHERE clause.
func NewWhereClause() *WhereClause { panic(absent) }

// AddWhereExpr adds an expression.
func (*WhereClause) AddWhereExpr(*Args, ...string) *WhereClause { panic(absent) }

// BuildWithFlavor returns SQL and its arguments.
func (*WhereClause) BuildWithFlavor(Flavor, ...any) (string, []any) { panic(absent) }

// Interpolate fills arguments into SQL.
func (Flavor) Interpolate(string, []any) (string, error) { panic(absent) }
