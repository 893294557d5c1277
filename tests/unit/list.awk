# Makes the main program of one unit test file: includes it and lists its cases,
# the functions named test_ROOM_FILE__CASE.
/^(static )?void test_[a-z0-9_]+\(void \*\*state\)/ {
    name = $0
    sub(/^(static )?void /, "", name)
    sub(/\(.*/, "", name)
    cases[++n] = name
}
END {
    printf "#include \"%s\"\n\nint main(void)\n{\n", "../../" FILENAME
    print "    const struct CMUnitTest cases[] = {"
    for (i = 1; i <= n; i++) printf "        cmocka_unit_test(%s),\n", cases[i]
    print "    };\n    cmocka_set_message_output(CM_OUTPUT_TAP);"
    printf "    return cmocka_run_group_tests_name(\"%s\", cases, NULL, NULL);\n}\n", FILENAME
}
