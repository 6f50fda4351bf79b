package io.versioning.bulk.jpa.internal;

import io.versioning.internal.sql.Visibility;
import io.versioning.jpa.internal.EntityKind;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of an entity a session sees, in Hibernate's own words: it is asked for the ids of all, on a connection that is
 * none, and the condition of its query is what all statements carry. Not thread-safe.
 */
final class VisibleRows {

    private static final Pattern QUERY =
            Pattern.compile("(?:/\\*.*?\\*/\\s*)?select .+? from \\S+ (\\w+)(?: where (.+))?", Pattern.DOTALL);

    private final TreeMap<Integer, Object> values = new TreeMap<>();
    private @Nullable String sql;

    private VisibleRows() {}

    /** The rows that a session sees; empty if its query is not one of the table alone. */
    static Optional<Visibility> of(EntityKind kind, SessionImplementor session) {
        return new VisibleRows().asked(kind, session);
    }

    private Optional<Visibility> asked(EntityKind kind, SessionImplementor session) {
        try (SessionImplementor asking = new Beside(session).readingOn(connection())) {
            List<Object> none = asking.createSelectionQuery(
                            "select id(e) from `%s` e".formatted(kind.name()), Object.class)
                    .getResultList();
            return none.isEmpty() && sql != null ? read(sql) : Optional.empty();
        }
    }

    private Optional<Visibility> read(String query) {
        Matcher parts = QUERY.matcher(query.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        String condition = parts.group(2);
        return Optional.of(
                condition == null
                        ? Visibility.ALL
                        : new Visibility(pieces(condition, parts.group(1) + "."), List.copyOf(values.values())));
    }

    /** Cuts a condition where an alias stands, outside of quotes. */
    private static List<String> pieces(String condition, String alias) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        char quote = 0;
        for (int at = 0; at < condition.length(); at++) {
            char character = condition.charAt(at);
            boolean begins = at == 0 || !Character.isJavaIdentifierPart(condition.charAt(at - 1));
            if (quote == 0 && begins && condition.startsWith(alias, at)) {
                pieces.add(piece.toString());
                piece.setLength(0);
                at += alias.length() - 1;
                continue;
            }
            if (quote == 0 && (character == '\'' || character == '"')) {
                quote = character;
            } else if (character == quote) {
                quote = 0;
            }
            piece.append(character);
        }
        pieces.add(piece.toString());
        return pieces;
    }

    private Connection connection() {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("prepareStatement")) {
                sql = (String) arguments[0];
                return statement();
            }
            return nothing(method.getReturnType());
        });
    }

    private PreparedStatement statement() {
        return proxy(PreparedStatement.class, (proxy, method, arguments) -> {
            String name = method.getName();
            if (name.startsWith("set") && arguments.length > 1 && arguments[0] instanceof Integer index) {
                values.put(index, arguments[1]);
                return null;
            }
            return name.equals("executeQuery")
                    ? proxy(ResultSet.class, (rows, asked, none) -> nothing(asked.getReturnType()))
                    : nothing(method.getReturnType());
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(VisibleRows.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        return type == int.class ? (Object) 0 : null;
    }
}
