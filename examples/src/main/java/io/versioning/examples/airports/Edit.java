package io.versioning.examples.airports;

import java.util.List;
import java.util.Map;

/** What an editor wants to change in an airport. Two editors with the same edit want different values. */
enum Edit {
    NAME {
        @Override
        Map<String, Object> of(Seen seen, int editor) {
            return Map.of("name", reworded(seen.get("name", String.class), NAMES, editor));
        }
    },

    CITY {
        @Override
        Map<String, Object> of(Seen seen, int editor) {
            return Map.of("city", reworded(seen.get("city", String.class), CITIES, editor));
        }
    },

    /** Latitude and longitude are one thing: an edit has both. */
    POSITION {
        @Override
        Map<String, Object> of(Seen seen, int editor) {
            return Map.of(
                    "latitude", nudged(seen.get("latitude", Double.class), editor),
                    "longitude", nudged(seen.get("longitude", Double.class), editor));
        }
    },

    /** Counts that somebody has checked the airport: right on whatever the row holds by now. */
    CHECK {
        @Override
        Map<String, Object> of(Seen seen, int editor) {
            return Map.of("checks", seen.get("checks", Integer.class) + 1);
        }

        @Override
        boolean mayBeDecidedAgain() {
            return true;
        }
    };

    private static final List<String> NAMES = List.of(" Airport", " Airfield", " Field", " Aerodrome");
    private static final List<String> CITIES = List.of(" (North)", " (South)", " (East)", " (West)");
    private static final double STEP = 0.001;

    /** The columns to set, with their new values. */
    abstract Map<String, Object> of(Seen seen, int editor);

    /** Whether the code may decide anew on a row that has moved on, without asking the editor. */
    boolean mayBeDecidedAgain() {
        return false;
    }

    /** The text with another ending than it has. */
    private static String reworded(String text, List<String> endings, int editor) {
        String plain = text;
        for (String ending : endings) {
            plain = plain.endsWith(ending) ? plain.substring(0, plain.length() - ending.length()) : plain;
        }
        String wanted = plain + endings.get(editor % endings.size());
        return wanted.equals(text) ? plain + endings.get((editor + 1) % endings.size()) : wanted;
    }

    /** A little closer to zero, so that it stays on the globe. */
    private static double nudged(double degrees, int editor) {
        double step = STEP * (editor + 1);
        return degrees > 0 ? degrees - step : degrees + step;
    }
}
