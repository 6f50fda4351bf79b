/** What an application on Spring copies: transactions for plain JDBC, and answers to conflicts over HTTP. */
@NullMarked
package io.versioning.examples.spring;

import org.jspecify.annotations.NullMarked;
