package dev.visitorboard.testing;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import nu.validator.checker.jing.CheckerSchema;
import nu.validator.htmlparser.common.XmlViolationPolicy;
import nu.validator.htmlparser.sax.HtmlParser;
import nu.validator.localentities.LocalCacheEntityResolver;
import nu.validator.vendor.thaiopensource.relaxng.impl.CombineValidator;
import nu.validator.vendor.thaiopensource.util.PropertyMap;
import nu.validator.vendor.thaiopensource.util.PropertyMapBuilder;
import nu.validator.vendor.thaiopensource.validate.Schema;
import nu.validator.vendor.thaiopensource.validate.ValidateProperty;
import nu.validator.vendor.thaiopensource.validate.Validator;
import nu.validator.vendor.thaiopensource.validate.prop.rng.RngProperty;
import nu.validator.vendor.thaiopensource.validate.rng.CompactSchemaReader;
import nu.validator.vendor.thaiopensource.xml.sax.Jaxp11XMLReaderCreator;
import nu.validator.xml.NullEntityResolver;
import nu.validator.xml.ariaattributes.AriaAttributeDroppingSchemaWrapper;
import nu.validator.xml.customelements.NamespaceChangingSchemaWrapper;
import nu.validator.xml.dataattributes.DataAttributeDroppingSchemaWrapper;
import nu.validator.xml.langattributes.XmlLangAttributeDroppingSchemaWrapper;
import nu.validator.xml.roleattributes.RoleAttributeFilteringSchemaWrapper;
import nu.validator.xml.templateelement.TemplateElementDroppingSchemaWrapper;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/// The W3C's checker of HTML, in process and without network.
///
/// Its own entry point pulls in an older Jetty than DynamoDB Local has, so its parts are put together here. Only its
/// guess of the language is left out: visitors write in any.
public final class HtmlChecker {

	private static final List<CheckerSchema> CHECKS = List.of(CheckerSchema.ASSERTION_SCH, CheckerSchema.TABLE_CHECKER,
			CheckerSchema.DUPLICATE_DT_CHECKER, CheckerSchema.HEADING_HIERARCHY_CHECKER,
			CheckerSchema.MICRODATA_CHECKER, CheckerSchema.NORMALIZATION_CHECKER,
			CheckerSchema.SPECULATION_RULES_CHECKER, CheckerSchema.TEXT_CONTENT_CHECKER,
			CheckerSchema.UNCHECKED_SUBTREE_WARNER, CheckerSchema.USEMAP_CHECKER, CheckerSchema.XML_PI_CHECKER);

	private final Schema schema;

	public HtmlChecker() {
		LocalCacheEntityResolver resolver = new LocalCacheEntityResolver(new NullEntityResolver());
		resolver.setAllowRnc(true);
		PropertyMapBuilder properties = properties(new Problems());
		properties.put(ValidateProperty.ENTITY_RESOLVER, resolver);
		try {
			// With the attribute of Open Graph, as the checker has it when it is asked
			// for nothing else.
			InputSource html5 = resolver.resolveEntity(null, "http://s.validator.nu/html5-rdfalite.rnc");
			Schema strict = CompactSchemaReader.getInstance().createSchema(html5, properties.toPropertyMap());
			this.schema = new NamespaceChangingSchemaWrapper(new TemplateElementDroppingSchemaWrapper(
					new RoleAttributeFilteringSchemaWrapper(new XmlLangAttributeDroppingSchemaWrapper(
							new AriaAttributeDroppingSchemaWrapper(new DataAttributeDroppingSchemaWrapper(strict))))));
		}
		catch (Exception ex) {
			throw new IllegalStateException("The schema of HTML could not be read", ex);
		}
	}

	/// Errors and warnings, each with its line; empty when there is nothing to complain
	/// of.
	public List<String> problems(String html) {
		Problems problems = new Problems();
		PropertyMap properties = properties(problems).toPropertyMap();
		Validator validator = this.schema.createValidator(properties);
		for (CheckerSchema check : CHECKS) {
			validator = new CombineValidator(validator, check.createValidator(properties));
		}
		HtmlParser parser = new HtmlParser();
		parser.setCommentPolicy(XmlViolationPolicy.ALLOW);
		parser.setContentNonXmlCharPolicy(XmlViolationPolicy.ALLOW);
		parser.setNamePolicy(XmlViolationPolicy.ALLOW);
		parser.setMappingLangToXmlLang(true);
		parser.setContentHandler(validator.getContentHandler());
		parser.setErrorHandler(problems);
		try {
			parser.parse(new InputSource(new StringReader(html)));
		}
		catch (IOException | SAXException ex) {
			throw new IllegalStateException("The checker gave up after " + problems.found, ex);
		}
		return problems.found;
	}

	private static PropertyMapBuilder properties(ErrorHandler errors) {
		PropertyMapBuilder properties = new PropertyMapBuilder();
		properties.put(ValidateProperty.ERROR_HANDLER, errors);
		properties.put(ValidateProperty.XML_READER_CREATOR, new Jaxp11XMLReaderCreator());
		RngProperty.CHECK_ID_IDREF.add(properties);
		return properties;
	}

	private static final class Problems implements ErrorHandler {

		private final List<String> found = new ArrayList<>();

		@Override
		public void warning(SAXParseException problem) {
			add("warning", problem);
		}

		@Override
		public void error(SAXParseException problem) {
			add("error", problem);
		}

		@Override
		public void fatalError(SAXParseException problem) {
			add("error", problem);
		}

		private void add(String kind, SAXParseException problem) {
			this.found.add("%s in line %d: %s".formatted(kind, problem.getLineNumber(), problem.getMessage()));
		}

	}

}
