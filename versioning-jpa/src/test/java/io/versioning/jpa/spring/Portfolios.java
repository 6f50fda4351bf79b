package io.versioning.jpa.spring;

import org.springframework.data.jpa.repository.JpaRepository;

/** A repository as Spring Data makes it. */
interface Portfolios extends JpaRepository<Portfolio, Long> {}
