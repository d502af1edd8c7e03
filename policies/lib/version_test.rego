package bgplint.lib.version_test

import data.bgplint.lib.version

test_numbers_not_text if version.before("3.9", "3.30")

test_patch_does_not_count if not version.before("3.30.2", "3.30")

test_major_first if version.before("3.32", "4.0")

test_no_version if not version.before("newest", "3.30")

test_patch_counts_where_the_limit_has_one if {
	version.before("3.30.1", "3.30.2")
	version.before("v3.29.7", "3.30.2")
	not version.before("3.30.2", "3.30.2")
	not version.before("3.30.12", "3.30.2")
}

test_minor_alone_may_be_either if {
	not version.before("3.30", "3.30.2")
	version.before("3.29", "3.30.2")
}
