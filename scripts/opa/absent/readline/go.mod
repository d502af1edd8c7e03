module github.com/reeflective/readline

go 1.25.0
