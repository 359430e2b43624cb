package dev.weft.twins.store.jdbc;

/** Write texts so that PostgreSQL takes them: the character 0, which it cannot hold, becomes \0, and so \ becomes \\. */
final class PostgresText {
    private PostgresText() {}

    static String toColumn(String text) {
        return text.replace("\\", "\\\\").replace("\0", "\\0");
    }

    static String fromColumn(String column) {
        if (column.indexOf('\\') < 0) {
            return column;
        }
        StringBuilder text = new StringBuilder(column.length());
        for (int i = 0; i < column.length(); i++) {
            char c = column.charAt(i);
            if (c == '\\') {
                i++;
                char escaped = i < column.length() ? column.charAt(i) : ' ';
                if (escaped != '\\' && escaped != '0') {
                    throw new IllegalArgumentException("a \\ in its cause, expected \\\\ or \\0");
                }
                c = escaped == '0' ? '\0' : '\\';
            }
            text.append(c);
        }
        return text.toString();
    }
}
