# A million random charts, run by the interpreter and by the pseudo-code of SCXML's Appendix D.
repeat_tests ReferenceTests 100000 1000000
