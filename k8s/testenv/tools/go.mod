// Small programs of the test environment's own.
module weir.dev/testenv/tools

go 1.26.0
