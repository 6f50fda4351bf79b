package io.versioning.bulk.jooq;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Types;
import org.jooq.Binding;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingGetSQLInputContext;
import org.jooq.BindingGetStatementContext;
import org.jooq.BindingRegisterContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetSQLOutputContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.impl.DSL;

/** Texts that the database puts into upper case, by SQL of the binding's own, and that are read with an exclamation mark. */
public final class ShoutingBinding implements Binding<String, String> {

    private static final long serialVersionUID = 1;

    @Override
    public Converter<String, String> converter() {
        return Converter.ofNullable(String.class, String.class, text -> text, text -> text);
    }

    @Override
    public void sql(BindingSQLContext<String> context) {
        context.render().visit(DSL.sql("upper(cast(? as varchar(60)))", DSL.val(context.value())));
    }

    @Override
    public void register(BindingRegisterContext<String> context) throws SQLException {
        context.statement().registerOutParameter(context.index(), Types.VARCHAR);
    }

    @Override
    public void set(BindingSetStatementContext<String> context) throws SQLException {
        context.statement().setString(context.index(), context.value());
    }

    @Override
    public void set(BindingSetSQLOutputContext<String> context) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void get(BindingGetResultSetContext<String> context) throws SQLException {
        String text = context.resultSet().getString(context.index());
        context.value(text == null ? null : text + "!");
    }

    @Override
    public void get(BindingGetStatementContext<String> context) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void get(BindingGetSQLInputContext<String> context) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }
}
