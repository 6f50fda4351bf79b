package io.versioning.benchmarks.bulk;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDate;

/** A row of the table as an entity of plain JPA. */
@Entity(name = "Assignment")
@Table(name = "resource_assignment")
public class Assignment {

    @Id
    private Long id = 0L;

    @Version
    private Integer version = 0;

    private BigDecimal allocation = BigDecimal.ZERO;
    private String note = "";

    @Column(name = "resource_id")
    private long resource;

    @Column(name = "project_id")
    private long project;

    @Column(name = "starts_on")
    private LocalDate startsOn = LocalDate.EPOCH;

    @Column(name = "ends_on")
    private LocalDate endsOn = LocalDate.EPOCH;

    /** For the persistence provider. */
    protected Assignment() {}

    int version() {
        return version;
    }

    /** Takes over what a change sets. */
    void become(Change change) {
        allocation = change.allocation();
        note = change.note();
    }

    /** The row, detached. */
    State state() {
        return new State(id, version, allocation, note, resource, project, startsOn, endsOn);
    }
}
