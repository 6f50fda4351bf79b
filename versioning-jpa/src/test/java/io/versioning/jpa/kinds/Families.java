package io.versioning.jpa.kinds;

import io.versioning.jpa.VersionedEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Version;

/** Entities that inherit from one another, in each of the ways in which tables can follow them. */
final class Families {

    private Families() {}

    /** What the entities under test have: one attribute of the superclass's, and one of their own. */
    interface Member {

        Long getId();

        String getName();

        void setName(String name);

        String getOwn();

        void setOwn(String own);
    }

    @Entity(name = "Vehicle")
    @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
    static class Vehicle {
        @Id
        Long id;

        @Version
        int version = 1;

        String name;

        public Long getId() {
            return id;
        }

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }
    }

    @Entity(name = "Car")
    static class Car extends Vehicle implements Member {
        String own;

        protected Car() {}

        Car(long id) {
            this.id = id;
        }

        @Override
        public String getOwn() {
            return own;
        }

        @Override
        public void setOwn(String own) {
            this.own = own;
        }
    }

    @Entity(name = "Truck")
    static class Truck extends Vehicle {
        int load;
    }

    @Entity(name = "Party")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Party extends VersionedEntity {
        @Id
        Long id;

        String name;

        public Long getId() {
            return id;
        }

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }
    }

    @Entity(name = "Person")
    static class Person extends Party {
        String town;
    }

    /** Two tables away from its root. */
    @Entity(name = "Employee")
    static class Employee extends Person implements Member {
        String own;

        protected Employee() {}

        Employee(long id) {
            this.id = id;
        }

        @Override
        public String getOwn() {
            return own;
        }

        @Override
        public void setOwn(String own) {
            this.own = own;
        }
    }

    @Entity(name = "Company")
    static class Company extends Party {
        int seats;
    }

    /** Has no table. */
    @Entity(name = "Payment")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    abstract static class Payment {
        @Id
        Long id;

        @Version
        Long version = 1L;

        String name;

        public Long getId() {
            return id;
        }

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }
    }

    @Entity(name = "Cash")
    static class Cash extends Payment implements Member {
        String own;

        protected Cash() {}

        Cash(long id) {
            this.id = id;
        }

        @Override
        public String getOwn() {
            return own;
        }

        @Override
        public void setOwn(String own) {
            this.own = own;
        }
    }

    @Entity(name = "Card")
    static class Card extends Payment {
        int digits;
    }

    /** Has a table of its own besides those of its subclasses. */
    @Entity(name = "Document")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    static class Document extends VersionedEntity {
        @Id
        Long id;

        String name;

        public Long getId() {
            return id;
        }

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }
    }

    @Entity(name = "Contract")
    static class Contract extends Document implements Member {
        String own;

        protected Contract() {}

        Contract(long id) {
            this.id = id;
        }

        @Override
        public String getOwn() {
            return own;
        }

        @Override
        public void setOwn(String own) {
            this.own = own;
        }
    }

    @Entity(name = "Letter")
    static class Letter extends Document {
        int pages;
    }
}
