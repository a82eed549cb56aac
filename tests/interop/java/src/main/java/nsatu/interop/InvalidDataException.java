package nsatu.interop;

/** The data is at fault, and not how the program was called. */
final class InvalidDataException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidDataException(String message) {
        super(message);
    }
}
