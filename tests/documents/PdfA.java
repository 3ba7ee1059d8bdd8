import java.io.File;
import org.apache.pdfbox.preflight.PreflightDocument;
import org.apache.pdfbox.preflight.ValidationResult;
import org.apache.pdfbox.preflight.parser.PreflightParser;

/** Says of each file whether it is PDF/A-1b, and what is wrong with it. */
public class PdfA {
    public static void main(String[] names) throws Exception {
        for (String name : names) {
            File file = new File(name);
            PreflightParser parser = new PreflightParser(file);
            String said;
            try {
                parser.parse();
                PreflightDocument document = parser.getPreflightDocument();
                document.validate();
                ValidationResult result = document.getResult();
                StringBuilder wrong = new StringBuilder();
                for (ValidationResult.ValidationError error : result.getErrorsList()) {
                    wrong.append(error.getErrorCode()).append(" ").append(error.getDetails()).append("; ");
                }
                said = result.isValid() ? "valid" : wrong.toString();
                document.close();
            } catch (Exception refused) {
                said = refused.toString().replace('\n', ' ');
            }
            System.out.println(file.getName() + " " + said);
        }
    }
}
