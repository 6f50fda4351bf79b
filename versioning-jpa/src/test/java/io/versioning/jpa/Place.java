package io.versioning.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.Objects;

/** The id of a {@link Seat}. */
@Embeddable
public class Place implements Serializable {

    private static final long serialVersionUID = 1L;

    private String flight;
    private int number;

    protected Place() {}

    Place(String flight, int number) {
        this.flight = flight;
        this.number = number;
    }

    @Column(name = "flight", length = 10)
    public String getFlight() {
        return flight;
    }

    protected void setFlight(String flight) {
        this.flight = flight;
    }

    @Column(name = "seat_no")
    public int getNumber() {
        return number;
    }

    protected void setNumber(int number) {
        this.number = number;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Place that && flight.equals(that.flight) && number == that.number;
    }

    @Override
    public int hashCode() {
        return Objects.hash(flight, number);
    }

    @Override
    public String toString() {
        return flight + "/" + number;
    }
}
