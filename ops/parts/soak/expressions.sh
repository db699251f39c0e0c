# A million random expressions, held against all that the language promises.
repeat_tests "Expressions from the grammar" 100000 1000000
