package io.versioning.bulk.jooq;

import org.jooq.Converter;
import org.jspecify.annotations.Nullable;

/** Gates as texts such as {@code B7}. */
public final class GateConverter implements Converter<String, Gate> {

    private static final long serialVersionUID = 1;

    @Override
    public @Nullable Gate from(@Nullable String text) {
        return text == null ? null : new Gate(text.charAt(0), Integer.parseInt(text.substring(1)));
    }

    @Override
    public @Nullable String to(@Nullable Gate gate) {
        return gate == null ? null : "" + gate.terminal() + gate.number();
    }

    @Override
    public Class<String> fromType() {
        return String.class;
    }

    @Override
    public Class<Gate> toType() {
        return Gate.class;
    }
}
