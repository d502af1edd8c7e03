package bgplint.lib.version_test

import data.bgplint.lib.version

test_numbers_not_text if version.before("3.9", "3.30")

test_patch_does_not_count if not version.before("3.30.2", "3.30")

test_major_first if version.before("3.32", "4.0")

test_no_version if not version.before("newest", "3.30")
