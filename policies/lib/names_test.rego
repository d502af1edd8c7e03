package bgplint.lib.names_test

import data.bgplint.lib.names

test_a_name_is_one_harmless_word if {
	every name in ["tor-1", "a", "tor.example", "1"] {
		names.plain(name)
	}
	every text in ["", "--all", "-n", "a b", "a;id", "$(id)", "`id`", "a\nb", "A", "a..b", "a.-b", "a-.b", "a.", "*"] {
		not names.plain(text)
	}
}
