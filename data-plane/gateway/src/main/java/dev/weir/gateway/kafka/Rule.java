package dev.weir.gateway.kafka;

/** What happens to requests of one API. */
enum Rule {
    /** Forwarded after a look at the header; the answer streams through. */
    PASS,
    /** Taken apart first, by {@link RequestPolice}; the answer by {@link AnswerFilter} where there is one. */
    POLICE,
    /** Answered here and never forwarded. */
    LOCAL,
    /** Answered with an error, and hidden from clients who ask what there is. */
    REFUSE
}
